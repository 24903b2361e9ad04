using Attn.Api.Features.ClassSessions;
using Attn.Domain;
using Attn.Storage;
using Attn.Storage.Archive;
using Attn.Storage.Live;

namespace Attn.Api.Features.History;

/// <summary>Deletes a past class session. It is archived first, so that there is one place to delete it from.</summary>
internal sealed class DeletionService(
    ClassSessionStore sessions,
    Archiver archiver,
    SessionArchive archive,
    IFaceCheckOutbox outbox,
    TimeProvider time
)
{
    public async Task<DeletionOutcome> DeleteSessionAsync(
        Guid id,
        SessionTeacher teacher,
        string reason,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNowMilliseconds();
        if (await sessions.FindOwnAsync(id, teacher.Number, cancellationToken) is not { } session)
            return DeletionOutcome.NotFound;
        if (!session.HasEnded(now))
            return DeletionOutcome.StillLive;
        if (!await archiver.ArchiveAsync(id, now, cancellationToken))
            throw new StoreUnavailableException("The archive");
        if (
            await archive.DeleteSessionAsync(id, teacher.Number, teacher.Actor, reason, now, cancellationToken)
            is not { } pending
        )
            return DeletionOutcome.NotFound;
        foreach (var verificationId in pending)
            await outbox.RemoveAsync(verificationId, cancellationToken);
        return DeletionOutcome.Deleted;
    }
}
