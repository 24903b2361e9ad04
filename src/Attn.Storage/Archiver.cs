using Attn.Storage.Archive;
using Attn.Storage.Live;

namespace Attn.Storage;

/// <summary>
/// Moves one ended class session into the archive: copy, save, remove if unchanged, else start over. A crash between
/// two steps, two workers at once or a worker that slept do no harm: saving is versioned, and the removal names the
/// version that was copied.
/// </summary>
public sealed class Archiver(ILiveStore live, IFaceCheckOutbox outbox, SessionArchive archive, TimeSpan grace)
{
    /// <summary>A session that still changes after so many rounds is left to the worker's next one.</summary>
    private const int MaxRounds = 10;

    /// <returns>Whether the session is no longer in the live store: archived now, or before.</returns>
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

    /// <summary>Face checks of a session that was finished early are due at its actual end.</summary>
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
