using Attn.Api.Features.FaceChecks;
using Attn.Domain;
using Attn.Storage;
using Attn.Storage.Archive;
using Attn.Storage.Live;

namespace Attn.Api.Features.CheckIn;

/// <summary>
/// Whether a selfie is a new one: a picture that the student sent in another class session is no proof of being here.
/// </summary>
internal sealed partial class SelfieHistory(
    SelfieMarker marker,
    PictureNormalizer pictures,
    ISelfieStore recent,
    SessionArchive archive,
    ILogger<SelfieHistory> logger
)
{
    /// <returns>What the record keeps of it; <c>null</c>: it was sent in another class session.</returns>
    public async Task<SelfieMark?> ClaimAsync(
        Guid sessionId,
        string studentNumber,
        byte[] selfie,
        CancellationToken cancellationToken
    )
    {
        var hash = await pictures.HashAsync(selfie, cancellationToken);
        var marks = marker.Mark(studentNumber, selfie, hash);
        // The recent ones first: what moves to the archive meanwhile is then found there.
        return
            await recent.ClaimAsync(studentNumber, sessionId, marks, cancellationToken)
            && !SelfieMarks.Contain(await ListArchivedAsync(sessionId, studentNumber, cancellationToken), marks)
            ? marks[0]
            : null;
    }

    private async Task<IReadOnlyList<SelfieMark>> ListArchivedAsync(
        Guid sessionId,
        string studentNumber,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await archive.ListSelfiesAsync(studentNumber, sessionId, cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            ArchiveUnavailable(logger);
            return [];
        }
    }

    [LoggerMessage(
        EventIds.SelfieHistoryUnavailable,
        LogLevel.Warning,
        "The archive is unavailable; a selfie is compared only with those of the last day."
    )]
    private static partial void ArchiveUnavailable(ILogger logger);
}
