using System.Text.Json;
using Attn.Api.Features.ClassLists.Columns;
using Attn.Api.Features.ClassLists.Students;
using Attn.Api.Features.ClassLists.Tables;
using Attn.Api.Features.ClassLists.Wire;
using Attn.Api.Platform.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Attn.Api.Features.ClassLists;

/// <summary>The one reader of class lists: JSON by the content type, everything else by its bytes.</summary>
internal sealed class ClassListReader : IDisposable
{
    private const string Example =
        "Send {\"students\": [{\"student_school_number\": …, \"student_full_name\": …}]}, "
        + "or the file or text itself with another Content-Type, such as text/csv.";

    /// <summary>Four megabytes take a core for a moment: more at once would only wait for each other.</summary>
    private readonly SemaphoreSlim _reading = new(Environment.ProcessorCount);

    /// <returns>The list, or why the request is none.</returns>
    public async Task<(ReadList? List, ProblemHttpResult? Problem)> ReadAsync(
        HttpRequest request,
        ClassListQuery query,
        CancellationToken cancellationToken
    )
    {
        if (ColumnChoice.Read(query.Columns, out var choice) is { } problem)
            return (null, Problems.Invalid("columns", problem));
        if (request.HasJsonContentType())
            return await ReadJsonAsync(request, cancellationToken);
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        var bytes = body.GetBuffer().AsMemory(0, (int)body.Length);
        await _reading.WaitAsync(cancellationToken);
        try
        {
            var table = TableReader.Read(bytes, query.Sheet, CharsetOf(request), cancellationToken);
            return (StudentTable.Read(table, choice), null);
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();

    private static async Task<(ReadList? List, ProblemHttpResult? Problem)> ReadJsonAsync(
        HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        ClassListRequest? list;
        try
        {
            list = await request.ReadFromJsonAsync<ClassListRequest>(cancellationToken);
        }
        catch (JsonException)
        {
            list = null;
        }

        return list?.Students is { } students
            ? (JsonList.Read(students), null)
            : (null, Problems.Invalid("students", Example));
    }

    private static string? CharsetOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.Charset.HasValue
            ? HeaderUtilities.RemoveQuotes(type.Charset).ToString()
            : null;
}
