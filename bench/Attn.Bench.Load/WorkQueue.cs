using System.Diagnostics;

namespace Attn.Bench.Load;

/// <summary>Requests that workers take one by one: each once, or over and over until a time. Thread-safe.</summary>
/// <param name="requests">In the order in which they are taken.</param>
/// <param name="repeatUntil">A timestamp of <see cref="Stopwatch"/>; <c>null</c>: every request is taken once.</param>
internal sealed class WorkQueue(IReadOnlyList<Request> requests, long? repeatUntil = null)
{
    private int _taken;

    /// <summary>Requests that no worker took, because all had given up.</summary>
    public int NeverSent => repeatUntil is null ? Math.Max(0, requests.Count - _taken) : 0;

    public Request this[int index] => requests[index];

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
