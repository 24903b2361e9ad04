using System.Diagnostics;

namespace Attn.Bench.Load;

/// <summary>
/// A fixed number of workers, each with one request under way at a time, over at most as many keep-alive connections.
/// </summary>
internal sealed class LoadWorkers : IDisposable
{
    // A server that is gone must end the run, not fill it with refused connections.
    private const int MaxConsecutiveFailures = 20;
    private static readonly TimeSpan MaxDuration = TimeSpan.FromMinutes(3);
    private readonly HttpClient _client;
    private readonly RequestSender[] _senders;

    public LoadWorkers(Target target, int count)
    {
        _client = target.CreateClient(count);
        // A timer per request would cost more than it tells: one timer bounds the whole run instead.
        _client.Timeout = Timeout.InfiniteTimeSpan;
        _senders = [.. Enumerable.Range(0, count).Select(_ => new RequestSender(_client))];
    }

    public int Count => _senders.Length;

    /// <summary>Sends every request once.</summary>
    /// <param name="expected">Every other status is a failure.</param>
    /// <param name="onAnswer">
    /// Sees each expected answer with the request's index, on any thread. The body is valid only during the call.
    /// </param>
    /// <param name="onSending">Sees each request's index just before it is sent, on any thread.</param>
    public Task<Round> SendAllAsync(
        IReadOnlyList<Request> requests,
        int expected,
        Action<int, Answer>? onAnswer = null,
        Action<int>? onSending = null
    ) => RunAsync(new(requests), expected, onAnswer, onSending);

    /// <summary>Sends the requests in turn, over and over, for the given time.</summary>
    public Task<Round> RepeatAsync(IReadOnlyList<Request> requests, int expected, TimeSpan duration) =>
        RunAsync(
            new(requests, Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency)),
            expected
        );

    public void Dispose()
    {
        foreach (var sender in _senders)
            sender.Dispose();
        _client.Dispose();
    }

    private async Task<Round> RunAsync(
        WorkQueue queue,
        int expected,
        Action<int, Answer>? onAnswer = null,
        Action<int>? onSending = null
    )
    {
        using var timeout = new CancellationTokenSource(MaxDuration);
        var job = new Job(queue, expected, onAnswer, onSending, timeout.Token);
        var cpuBefore = Environment.CpuUsage.TotalTime;
        var startedAt = Stopwatch.GetTimestamp();
        var results = await Task.WhenAll(_senders.Select(sender => Task.Run(() => WorkAsync(sender, job))));
        var elapsed = Stopwatch.GetElapsedTime(startedAt);
        var cpuTime = Environment.CpuUsage.TotalTime - cpuBefore;

        long[] latencies = [.. results.SelectMany(result => result.Latencies)];
        Array.Sort(latencies);
        return new(
            latencies.Length,
            results.Sum(result => result.Failures) + queue.NeverSent,
            results.Select(result => result.FirstFailure).FirstOrDefault(text => text is not null),
            elapsed,
            cpuTime,
            latencies
        );
    }

    private static async Task<WorkerResult> WorkAsync(RequestSender sender, Job job)
    {
        var result = new WorkerResult();
        var consecutiveFailures = 0;
        while (
            consecutiveFailures < MaxConsecutiveFailures
            && !job.Timeout.IsCancellationRequested
            && job.Queue.TryTake(out var index)
        )
        {
            var failure = await TrySendAsync(sender, job, index, result.Latencies);
            consecutiveFailures = failure is null ? 0 : consecutiveFailures + 1;
            if (failure is null)
                continue;
            result.Failures++;
            result.FirstFailure ??= failure;
        }

        return result;
    }

    /// <returns><c>null</c> if the answer was the expected one, else the reason.</returns>
    private static async ValueTask<string?> TrySendAsync(RequestSender sender, Job job, int index, List<long> latencies)
    {
        try
        {
            job.OnSending?.Invoke(index);
            var sentAt = Stopwatch.GetTimestamp();
            var answer = await sender.SendAsync(job.Queue[index], job.Timeout);
            var latency = Stopwatch.GetTimestamp() - sentAt;
            if (answer.Status != job.Expected)
                return $"{answer.Status} {answer.Excerpt()}";
            latencies.Add(latency);
            job.OnAnswer?.Invoke(index, answer);
            return null;
        }
        catch (Exception exception)
            when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            return exception.Message;
        }
    }

    private sealed record Job(
        WorkQueue Queue,
        int Expected,
        Action<int, Answer>? OnAnswer,
        Action<int>? OnSending,
        CancellationToken Timeout
    );

    private sealed class WorkerResult
    {
        public List<long> Latencies { get; } = new(4096);

        public int Failures { get; set; }

        public string? FirstFailure { get; set; }
    }
}
