using System.Text;

namespace Attn.Bench.Load;

/// <summary>The teachers' open streams, each read to its end.</summary>
internal sealed class LiveViews : IAsyncDisposable
{
    private static readonly TimeSpan OpenTimeout = TimeSpan.FromSeconds(30);
    private readonly HttpClient _client;
    private readonly List<(HttpResponseMessage Response, Task Reading)> _views = [];

    private LiveViews(HttpClient client) => _client = client;

    /// <summary>Opens the streams and waits until each has sent its snapshot.</summary>
    public static async Task<LiveViews> OpenAsync(Target target, IReadOnlyList<Request> streams, EventTimes times)
    {
        var client = target.CreateClient(maxConnections: streams.Count);
        client.Timeout = OpenTimeout;
        var views = new LiveViews(client);
        var snapshots = new List<Task>();
        foreach (var stream in streams)
            snapshots.Add(await views.OpenAsync(stream, times));
        await Task.WhenAll(snapshots).WaitAsync(OpenTimeout);
        return views;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (response, _) in _views)
            response.Dispose();
        await Task.WhenAll(_views.Select(view => view.Reading));
        _client.Dispose();
    }

    /// <returns>Completes when the snapshot has arrived.</returns>
    private async Task<Task> OpenAsync(Request stream, EventTimes times)
    {
        var response = await _client.SendAsync(stream.ToMessage(), HttpCompletionOption.ResponseHeadersRead);
        if (!response.IsSuccessStatusCode)
            throw new BenchmarkFailedException($"A live view was answered {(int)response.StatusCode}.");
        var snapshot = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _views.Add((response, ReadAsync(await response.Content.ReadAsStreamAsync(), times, snapshot)));
        return snapshot.Task;
    }

    private static async Task ReadAsync(Stream stream, EventTimes times, TaskCompletionSource snapshot)
    {
        try
        {
            using var lines = new StreamReader(stream, Encoding.UTF8);
            var name = "";
            while (await lines.ReadLineAsync() is { } line)
            {
                if (line.StartsWith("event: ", StringComparison.Ordinal))
                    name = line[7..];
                else if (line.StartsWith("data: ", StringComparison.Ordinal) && name == "record")
                    times.MarkArrived(StudentNumberIn(line.AsSpan(6)));
                else if (line.Length == 0 && name == "snapshot")
                    snapshot.TrySetResult();
            }
        }
        catch (Exception exception)
            when (exception
                    is IOException
                        or ObjectDisposedException
                        or HttpRequestException
                        or OperationCanceledException
            )
        {
            snapshot.TrySetException(exception);
        }
    }

    private static string StudentNumberIn(ReadOnlySpan<char> record)
    {
        const string key = "\"user_school_number\":\"";
        var rest = record[(record.IndexOf(key, StringComparison.Ordinal) + key.Length)..];
        return rest[..rest.IndexOf('"')].ToString();
    }
}
