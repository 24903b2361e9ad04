using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Attn.Testing.Program;

/// <param name="Name">What happened: snapshot, record, removed or session.</param>
/// <param name="Id">The version.</param>
public sealed record LiveEvent(string Name, long Id, JsonElement Data)
{
    /// <summary>Whose record this is about.</summary>
    public string Student =>
        Name == "removed"
            ? Data.GetProperty("student_school_number").GetString()!
            : Data.GetProperty("student").GetProperty("user_school_number").GetString()!;
}

/// <summary>An open live view: its events, one after the other.</summary>
public sealed class LiveEvents : IAsyncDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private LiveEvents(HttpResponseMessage response, StreamReader lines)
    {
        _response = response;
        _lines = lines;
    }

    public HttpResponseMessage Response => _response;

    public int Heartbeats { get; private set; }

    /// <summary>What a client would send as <c>Last-Event-ID</c>.</summary>
    public long LastId { get; private set; }

    internal static async Task<LiveEvents> OfAsync(HttpResponseMessage response)
    {
        if (response.StatusCode != HttpStatusCode.OK)
            (await Answer.ReadAsync(response)).Expect(HttpStatusCode.OK);
        return new(response, new(await response.Content.ReadAsStreamAsync()));
    }

    /// <summary>
    /// The next event, or <c>null</c> when the server has ended the stream. A connection that breaks is an exception.
    /// </summary>
    /// <param name="atMost">Default two minutes.</param>
    public async Task<LiveEvent?> NextAsync(TimeSpan? atMost = null)
    {
        using var enough = new CancellationTokenSource(atMost ?? TimeSpan.FromMinutes(2));
        var (name, id, data) = ("", 0L, "");
        while (await _lines.ReadLineAsync(enough.Token) is { } line)
        {
            if (line.StartsWith(':'))
                Heartbeats++;
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
                name = line[7..];
            else if (line.StartsWith("id: ", StringComparison.Ordinal))
                id = long.Parse(line[4..], CultureInfo.InvariantCulture);
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                data = line[6..];
            else if (line.Length == 0 && name.Length > 0)
                return new(name, LastId = id, JsonSerializer.Deserialize<JsonElement>(data));
        }

        return null;
    }

    /// <summary>The next event, which must have this name.</summary>
    public async Task<LiveEvent> NextAsync(string name)
    {
        var next = await NextAsync();
        return next?.Name == name
            ? next
            : throw new InvalidOperationException($"Expected {name}, got {next?.ToString() ?? "the end"}.");
    }

    /// <summary>All events up to the end of the stream.</summary>
    public async Task<List<LiveEvent>> RestAsync()
    {
        var rest = new List<LiveEvent>();
        while (await NextAsync() is { } next)
            rest.Add(next);
        return rest;
    }

    public ValueTask DisposeAsync()
    {
        _lines.Dispose();
        _response.Dispose();
        return ValueTask.CompletedTask;
    }
}
