using Attn.Api.Features.FaceChecks;
using Attn.Api.Platform.Observability;
using Attn.Domain;
using Attn.Storage;
using Attn.Storage.Archive;
using Attn.Storage.Live;
using Attn.Storage.Workers;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.Archiving;

/// <summary>
/// Moves ended class sessions into the archive: when one is finished, at the earliest end, and every 15 s for those
/// that another replica left behind.
/// </summary>
internal sealed partial class ArchiveWorker(
    ILiveStore live,
    SessionArchive archive,
    Archiver archiver,
    VerdictService verdicts,
    IOptions<FaceCheckOptions> faceChecks,
    AttnMetrics metrics,
    TimeProvider time,
    ILogger<ArchiveWorker> logger
) : PeriodicWorker("archiving", Period, time, logger)
{
    private const int BatchSize = 1000;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    // A timer set to the exact end sometimes fires a millisecond early.
    private static readonly TimeSpan AfterEnd = TimeSpan.FromMilliseconds(50);

    private readonly TimeProvider _time = time;
    private TimeSpan _untilNextRound = Period;

    public override async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        _untilNextRound = Period;
        var ended = await live.ListEndedAsync(_time.GetUtcNowMilliseconds(), BatchSize, cancellationToken);
        foreach (var id in ended)
            await ArchiveAsync(id, cancellationToken);
        await TimeOutLostChecksAsync(cancellationToken);
        _untilNextRound = await UntilEarliestEndAsync(cancellationToken);
    }

    protected override TimeSpan UntilNextRound() => _untilNextRound;

    /// <summary>A session that cannot be archived does not hold up the others.</summary>
    private async Task ArchiveAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!await live.TryLeaseForArchivingAsync(id, Lease, cancellationToken))
            return;
        var startedAt = _time.GetTimestamp();
        try
        {
            var isDone = await archiver.ArchiveAsync(id, _time.GetUtcNowMilliseconds(), cancellationToken);
            metrics.Archived(isDone ? "archived" : "changing", _time.GetElapsedTime(startedAt));
            if (!isDone)
                StillChanging(logger, id);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or StoreUnavailableException))
        {
            metrics.Archived("failed", _time.GetElapsedTime(startedAt));
            NotArchived(logger, failure, id);
        }
    }

    /// <summary>Without its outbox entry, which was lost with its store, a record would stay pending forever.</summary>
    private async Task TimeOutLostChecksAsync(CancellationToken cancellationToken)
    {
        var grace = faceChecks.Value.Grace;
        var endedBefore = _time.GetUtcNowMilliseconds() - grace;
        foreach (var record in await archive.ListPendingAsync(endedBefore, BatchSize, cancellationToken))
        {
            var check = new FaceCheck(
                record.VerificationId ?? Guid.Empty,
                record.SessionId,
                record.StudentNumber,
                default,
                0
            );
            await verdicts.TimeOutAsync(check, grace, cancellationToken);
        }
    }

    private async Task<TimeSpan> UntilEarliestEndAsync(CancellationToken cancellationToken)
    {
        if (await live.FindEarliestEndAsync(cancellationToken) is not { } end)
            return Period;
        var wait = end - _time.GetUtcNowMilliseconds() + AfterEnd;
        // A session whose end has passed could not be archived in this round; it waits for the next one.
        return wait < Period && wait > TimeSpan.Zero ? wait : Period;
    }

    [LoggerMessage(
        EventIds.SessionStillChanging,
        LogLevel.Information,
        "Class session {Id} keeps changing; a later round archives it."
    )]
    private static partial void StillChanging(ILogger logger, Guid id);

    [LoggerMessage(
        EventIds.SessionNotArchived,
        LogLevel.Error,
        "Class session {Id} could not be archived and stays in the live store."
    )]
    private static partial void NotArchived(ILogger logger, Exception failure, Guid id);
}
