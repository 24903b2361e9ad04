using System.Collections.Concurrent;

namespace Attn.Api.Features.CheckIn;

/// <summary>
/// Lets a student send one selfie at a time to this replica: what one person can make it read and decode at once has a
/// bound. The record itself is decided by the store, also across replicas.
/// </summary>
internal sealed class SelfieTurns(TimeProvider time)
{
    /// <summary>
    /// A phone that lost its network leaves an upload behind, which goes on for a while. Waiting costs nothing: no body
    /// is read yet.
    /// </summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _students = new(StringComparer.Ordinal);

    /// <returns><c>null</c>: another selfie of this student is still being taken.</returns>
    public async Task<IDisposable?> TakeAsync(string studentNumber, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        while (_students.GetOrAdd(studentNumber, end) is var other && other != end)
        {
            var left = MaxWait - time.GetElapsedTime(since);
            if (left <= TimeSpan.Zero)
                return null;
            try
            {
                await other.Task.WaitAsync(left, time, cancellationToken);
            }
            catch (TimeoutException)
            {
                return null;
            }
        }

        return new Turn(this, studentNumber, end);
    }

    private sealed class Turn(SelfieTurns turns, string studentNumber, TaskCompletionSource end) : IDisposable
    {
        public void Dispose()
        {
            if (turns._students.TryRemove(new(studentNumber, end)))
                end.SetResult();
        }
    }
}
