using Attn.Storage.Archive;
using Attn.Storage.Live;

namespace Attn.Storage;

/// <summary>
/// Moves one ended session into the archive: copy, save, remove if unchanged, else start over. A crash between any two steps, two workers at
/// once or a worker that slept do no harm: saving is versioned, and the removal names the version it copied.
/// </summary>
public sealed class Archiver(ILiveStore live, IFaceCheckOutbox outbox, SessionArchive archive, TimeSpan grace)
{
    /// <summary>Changes that may come between copy and removal before the rest is left to the next round.</summary>
    private const int MaxRounds = 10;

    /// <returns>Whether the session is out of the live store: archived now, or before.</returns>
    public async Task<bool> ArchiveAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            FaultPoint.Reach("before-copy");
            if (await live.CopyAsync(id, cancellationToken) is not { } copy)
                return true;
            if (!copy.Session.HasEnded(now))
                return false;

            FaultPoint.Reach("after-copy");
            await archive.SaveAsync(copy, cancellationToken);
            FaultPoint.Reach("after-save");
            await BringDeadlinesForwardAsync(copy, cancellationToken);
            FaultPoint.Reach("before-remove");
            if (await live.RemoveIfUnchangedAsync(copy, cancellationToken))
            {
                FaultPoint.Reach("after-remove");
                return true;
            }
        }

        return false;
    }

    /// <summary>A session that was finished early does not wait for its verdicts until the end it was opened with.</summary>
    private async Task BringDeadlinesForwardAsync(SessionCopy copy, CancellationToken cancellationToken)
    {
        foreach (var record in copy.Records.Where(record => record.IsPending))
            await outbox.MoveDeadlineAsync(
                record.VerificationId!.Value,
                copy.Session.EndTime + grace,
                cancellationToken
            );
    }
}
