using System.Diagnostics;

namespace Attn.Bench.Load;

/// <summary>The same load by <see cref="HttpClient"/>, only to show what the choice of client costs.</summary>
internal sealed class HttpClientProbe : IDisposable
{
    private readonly HttpClient _client;
    private readonly int _connections;

    public HttpClientProbe(Uri url, int connections)
    {
        _connections = connections;
        var handler = new SocketsHttpHandler
        {
            MaxConnectionsPerServer = connections,
            UseCookies = false,
            UseProxy = false,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
        };
        _client = new(handler) { BaseAddress = url, Timeout = TimeSpan.FromSeconds(30) };
    }

    public async Task<Round> RepeatAsync(TimeSpan duration)
    {
        var health = new Uri("/health", UriKind.Relative);
        var ownBefore = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        var shares = await Task.WhenAll(Enumerable.Range(0, _connections).Select(_ => Task.Run(WorkAsync)));
        var elapsed = Stopwatch.GetElapsedTime(start);
        long[] latencies = [.. shares.SelectMany(share => share)];
        Array.Sort(latencies);
        return new(latencies.Length, 0, null, elapsed, Environment.CpuUsage.TotalTime - ownBefore, latencies);

        async Task<List<long>> WorkAsync()
        {
            var mine = new List<long>(4096);
            while (Stopwatch.GetElapsedTime(start) < duration)
            {
                var sent = Stopwatch.GetTimestamp();
                using var answer = await _client.GetAsync(health);
                answer.EnsureSuccessStatusCode();
                await answer.Content.ReadAsByteArrayAsync();
                mine.Add(Stopwatch.GetTimestamp() - sent);
            }

            return mine;
        }
    }

    public void Dispose() => _client.Dispose();
}
