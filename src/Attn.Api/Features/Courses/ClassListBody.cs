using System.Text;

namespace Attn.Api.Features.Courses;

/// <summary>Reads a class list from a request: JSON or CSV, by the content type.</summary>
internal static class ClassListBody
{
    /// <summary>5000 students with long names.</summary>
    public const long MaxBytes = 4 * 1024 * 1024;

    public const string Json = "application/json";
    public const string Csv = "text/csv";

    private const string NoStudents =
        "The text has no students, and nothing was changed. Send {\"students\": []} as JSON to remove the class list.";

    private static readonly UTF8Encoding StrictUtf8 = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    /// <returns>The lines, or what is wrong with the body as a whole.</returns>
    public static async Task<(ClassListLines? Lines, string? Problem)> ReadAsync(
        HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        if (request.HasJsonContentType())
            return await ReadJsonAsync(request, cancellationToken);
        try
        {
            using var reader = new StreamReader(request.Body, StrictUtf8, detectEncodingFromByteOrderMarks: true);
            var lines = ClassListCsv.Read(await reader.ReadToEndAsync(cancellationToken));
            return lines.IsEmpty ? (null, NoStudents) : (lines, null);
        }
        catch (DecoderFallbackException)
        {
            return (null, "The text is not UTF-8. Save it as \"CSV UTF-8\", or paste it.");
        }
        catch (CsvHelper.CsvHelperException)
        {
            return (null, "The text is not CSV: a field is too long or its quotation marks do not match.");
        }
    }

    private static async Task<(ClassListLines? Lines, string? Problem)> ReadJsonAsync(
        HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        ClassListRequest? list;
        try
        {
            list = await request.ReadFromJsonAsync<ClassListRequest>(cancellationToken);
        }
        catch (System.Text.Json.JsonException)
        {
            list = null;
        }

        if (list?.Students is not { } students)
            return (
                null,
                "Send {\"students\": [{\"student_school_number\": …, \"student_full_name\": …}]}, "
                    + "or CSV with Content-Type: text/csv."
            );
        var lines = new ClassListLines("Entry");
        for (var index = 0; index < students.Count; index++)
            lines.Add(index + 1, students[index]?.StudentSchoolNumber, students[index]?.StudentFullName);
        return (lines, null);
    }
}
