using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Attn.Bench.Load;

/// <summary>A fixed number of connections that work through requests, each one request at a time.</summary>
internal sealed class ConnectionPool : IDisposable
{
    // A server that is gone must end the run, not fill it with refused connections.
    private const int MaxConsecutiveFailures = 20;
    private static readonly TimeSpan LongestPiece = TimeSpan.FromMinutes(3);
    private readonly HttpConnection[] _connections;

    public ConnectionPool(Target target, int connections)
    {
        _connections = [.. Enumerable.Range(0, connections).Select(_ => new HttpConnection(target.Address))];
    }

    public int Connections => _connections.Length;

    /// <summary>Sends every request once.</summary>
    /// <param name="expected">Every other status is a failure.</param>
    /// <param name="read">Sees each expected answer with the request's index, on any thread. The body is valid only during the call.</param>
    /// <param name="sending">Sees each request's index just before it is sent, on any thread.</param>
    public Task<Round> SendAllAsync(
        IReadOnlyList<byte[]> requests,
        int expected,
        Action<int, Answer>? read = null,
        Action<int>? sending = null
    ) => RunAsync(new(requests, expected, read, sending, repeatUntil: null));

    /// <summary>Sends the requests over and over for some time.</summary>
    public Task<Round> RepeatAsync(IReadOnlyList<byte[]> requests, int expected, TimeSpan duration) =>
        RunAsync(
            new(
                requests,
                expected,
                read: null,
                sending: null,
                Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency)
            )
        );

    public void Dispose()
    {
        foreach (var connection in _connections)
            connection.Dispose();
    }

    private async Task<Round> RunAsync(Work work)
    {
        foreach (var connection in _connections)
            await connection.TryConnectAsync();
        using var patience = new CancellationTokenSource(LongestPiece);
        using var giveUp = patience.Token.Register(Dispose);
        var ownBefore = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        var shares = await Task.WhenAll(
            _connections.Select(connection => Task.Run(() => WorkAsync(connection, work, patience.Token)))
        );
        var elapsed = Stopwatch.GetElapsedTime(start);
        var own = Environment.CpuUsage.TotalTime - ownBefore;

        long[] latencies = [.. shares.SelectMany(share => share.Latencies)];
        Array.Sort(latencies);
        var failures = shares.Sum(share => share.Failures) + work.NeverSent;
        return new(
            latencies.Length,
            failures,
            shares.Select(share => share.FirstFailure).FirstOrDefault(text => text is not null),
            elapsed,
            own,
            latencies
        );
    }

    private static async Task<Share> WorkAsync(HttpConnection connection, Work work, CancellationToken patience)
    {
        var share = new Share();
        for (
            var inARow = 0;
            inARow < MaxConsecutiveFailures && !patience.IsCancellationRequested && work.TryTake(out var index);

        )
        {
            var failure = await TrySendAsync(connection, work, index, share);
            inARow = failure is null ? 0 : inARow + 1;
            if (failure is null)
                continue;
            share.Failures++;
            share.FirstFailure ??= failure;
        }

        return share;
    }

    private static async ValueTask<string?> TrySendAsync(HttpConnection connection, Work work, int index, Share share)
    {
        try
        {
            work.Sending?.Invoke(index);
            var start = Stopwatch.GetTimestamp();
            var answer = await connection.SendAsync(work.Requests[index]);
            var took = Stopwatch.GetTimestamp() - start;
            if (answer.Status != work.Expected)
                return $"{answer.Status} {Encoding.UTF8.GetString(answer.Body.Span[..Math.Min(200, answer.Body.Length)])}";
            share.Latencies.Add(took);
            work.Read?.Invoke(index, answer);
            return null;
        }
        catch (Exception broken)
            when (broken
                    is SocketException
                        or IOException
                        or InvalidDataException
                        or ObjectDisposedException
                        or FormatException
            )
        {
            return broken.Message;
        }
    }

    private sealed class Work(
        IReadOnlyList<byte[]> requests,
        int expected,
        Action<int, Answer>? read,
        Action<int>? sending,
        long? repeatUntil
    )
    {
        private int _taken;

        public IReadOnlyList<byte[]> Requests => requests;

        public int Expected => expected;

        public Action<int, Answer>? Read => read;

        public Action<int>? Sending => sending;

        /// <summary>What nobody came to, because every connection had given up.</summary>
        public int NeverSent => repeatUntil is null ? Math.Max(0, requests.Count - _taken) : 0;

        public bool TryTake(out int index)
        {
            index = 0;
            if (repeatUntil is { } end && Stopwatch.GetTimestamp() >= end)
                return false;
            var next = Interlocked.Increment(ref _taken) - 1;
            if (repeatUntil is null && next >= requests.Count)
                return false;
            index = next % requests.Count;
            return true;
        }
    }

    private sealed class Share
    {
        public List<long> Latencies { get; } = new(4096);

        public int Failures { get; set; }

        public string? FirstFailure { get; set; }
    }
}
