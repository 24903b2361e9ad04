using System.Collections.Concurrent;

namespace Attn.Api.Features.CheckIn;

/// <summary>
/// Lets a student send one selfie at a time to this replica: what one person can make it read and decode at once has a
/// bound. The record itself is decided by the store, also across replicas.
/// </summary>
internal sealed class SelfieTurns
{
    private readonly ConcurrentDictionary<string, byte> _students = new(StringComparer.Ordinal);

    /// <returns><c>null</c>: another selfie of this student is being taken.</returns>
    public IDisposable? TryTake(string studentNumber) =>
        _students.TryAdd(studentNumber, 0) ? new Turn(this, studentNumber) : null;

    private sealed class Turn(SelfieTurns turns, string studentNumber) : IDisposable
    {
        public void Dispose() => turns._students.TryRemove(studentNumber, out _);
    }
}
