using Attn.Domain;
using Attn.Storage;
using Attn.Storage.Archive;
using Attn.Storage.Live;

namespace Attn.Api.Features.History;

internal enum DeletionOutcome
{
    Deleted,
    StillLive,
    NotFound,
}

/// <summary>Deletes a past class session: archived first if it is not yet, so that there is one place to delete from.</summary>
internal sealed class DeletionService(
    ILiveStore live,
    Archiver archiver,
    SessionArchive archive,
    IFaceCheckOutbox outbox,
    TimeProvider time
)
{
    public async Task<DeletionOutcome> DeleteSessionAsync(
        Guid id,
        string teacherNumber,
        string reason,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNowMilliseconds();
        if (await live.FindSessionAsync(id, cancellationToken) is { } session)
        {
            if (session.TeacherNumber != teacherNumber)
                return DeletionOutcome.NotFound;
            if (!session.HasEnded(now))
                return DeletionOutcome.StillLive;
            if (!await archiver.ArchiveAsync(id, now, cancellationToken))
                throw new StoreUnavailableException("The archive");
        }

        if (await archive.DeleteSessionAsync(id, teacherNumber, reason, now, cancellationToken) is not { } waiting)
            return DeletionOutcome.NotFound;
        foreach (var verificationId in waiting)
            await outbox.RemoveAsync(verificationId, cancellationToken);
        return DeletionOutcome.Deleted;
    }
}
