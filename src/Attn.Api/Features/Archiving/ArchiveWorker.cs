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
/// Moves ended class sessions into the archive: at a finish, at the earliest end, and every 15 s for what another replica left behind.
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

    // Waiting for exactly the end would now and then wake a millisecond before it.
    private static readonly TimeSpan AfterEnd = TimeSpan.FromMilliseconds(50);

    private readonly TimeProvider _time = time;
    private TimeSpan _untilNextRound = Period;

    public override async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        _untilNextRound = Period;
        var ended = await live.ListEndedAsync(_time.GetUtcNowMilliseconds(), BatchSize, cancellationToken);
        foreach (var id in ended)
            await ArchiveAsync(id, cancellationToken);
        await EndForgottenChecksAsync(cancellationToken);
        _untilNextRound = await UntilEarliestEndAsync(cancellationToken);
    }

    protected override TimeSpan UntilNextRound() => _untilNextRound;

    /// <summary>One session that cannot be archived must not keep the others waiting.</summary>
    private async Task ArchiveAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!await live.TryLeaseForArchivingAsync(id, Lease, cancellationToken))
            return;
        var began = _time.GetTimestamp();
        try
        {
            var isDone = await archiver.ArchiveAsync(id, _time.GetUtcNowMilliseconds(), cancellationToken);
            metrics.Archived(isDone ? "archived" : "changing", _time.GetElapsedTime(began));
            if (!isDone)
                StillChanging(logger, id);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or StoreUnavailableException))
        {
            metrics.Archived("failed", _time.GetElapsedTime(began));
            NotArchived(logger, failure, id);
        }
    }

    /// <summary>A pending record whose outbox entry was lost with its store would wait for ever.</summary>
    private async Task EndForgottenChecksAsync(CancellationToken cancellationToken)
    {
        var grace = faceChecks.Value.Grace;
        foreach (
            var record in await archive.ListPendingAsync(
                _time.GetUtcNowMilliseconds() - grace,
                BatchSize,
                cancellationToken
            )
        )
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
        // An end in the past is one that could not be archived now: not a reason to spin.
        return wait < Period && wait > TimeSpan.Zero ? wait : Period;
    }

    [LoggerMessage(1401, LogLevel.Information, "Class session {Id} keeps changing; it is archived in a later round.")]
    private static partial void StillChanging(ILogger logger, Guid id);

    [LoggerMessage(1402, LogLevel.Error, "Class session {Id} could not be archived; it stays in the live store.")]
    private static partial void NotArchived(ILogger logger, Exception failure, Guid id);
}
