using Attn.Domain;
using Attn.Storage.Live;
using Attn.Storage.Workers;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.FaceChecks;

/// <summary>
/// Submits due checks to the verifier until a verdict or the deadline. A new check wakes it; polling only finds what
/// another replica left behind. An entry is leased while it is submitted, so a replica that dies delays it by one
/// lease.
/// </summary>
internal sealed partial class FaceCheckSender(
    IFaceCheckOutbox outbox,
    VerdictService verdicts,
    IFaceVerifier verifier,
    IOptions<FaceCheckOptions> options,
    TimeProvider time,
    ILogger<FaceCheckSender> logger
) : PeriodicWorker("face_check_sender", TimeSpan.FromSeconds(1), time, logger)
{
    private const int BatchSize = 8;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(20);

    /// <summary>How long after the verifier accepted a check the same check is submitted again.</summary>
    private static readonly TimeSpan ResubmitDelay = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How often the verifier gets a check without a verdict before the check is given up. Five, because those that
    /// only stand in the queue when another one ends the verifier count, too.
    /// </summary>
    private const int MaxDeliveries = 5;

    private static readonly TimeSpan MaxBackoff = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _time = time;
    private int _failuresInARow;

    /// <summary>Submits everything that is due.</summary>
    public override async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        while (await outbox.LeaseDueAsync(BatchSize, Lease, cancellationToken) is { Count: > 0 } due)
            await Task.WhenAll(due.Select(check => HandleAsync(check, cancellationToken)));
    }

    private Task HandleAsync(FaceCheck check, CancellationToken cancellationToken) =>
        check.Deadline <= _time.GetUtcNowMilliseconds()
            ? verdicts.TimeOutAsync(check, options.Value.Grace, cancellationToken)
        : check.Deliveries >= MaxDeliveries ? GiveUpAsync(check, cancellationToken)
        : SubmitAsync(check, cancellationToken);

    private Task GiveUpAsync(FaceCheck check, CancellationToken cancellationToken)
    {
        GivenUp(logger, check.VerificationId, check.Deliveries);
        return verdicts.GiveUpAsync(check, cancellationToken);
    }

    private async Task SubmitAsync(FaceCheck check, CancellationToken cancellationToken)
    {
        var id = check.VerificationId;
        if (await outbox.FindPicturesAsync(id, cancellationToken) is not { } pictures)
        {
            PicturesMissing(logger, id);
            await verdicts.RefuseSubmissionAsync(check, cancellationToken);
            return;
        }

        var submission = await verifier.SubmitAsync(check, pictures, cancellationToken);
        if (submission is not (Submission.Unavailable or Submission.Broken))
            Interlocked.Exchange(ref _failuresInARow, 0);
        await (
            submission switch
            {
                Submission.Accepted => outbox.PostponeAsync(id, UpToDeadline(check, ResubmitDelay), cancellationToken),
                Submission.AlreadyTaken => outbox.UndoDeliveryAsync(
                    id,
                    UpToDeadline(check, ResubmitDelay),
                    cancellationToken
                ),
                Submission.Refused => verdicts.RefuseSubmissionAsync(check, cancellationToken),
                Submission.Unavailable => outbox.UndoDeliveryAsync(
                    id,
                    UpToDeadline(check, NextBackoff()),
                    cancellationToken
                ),
                Submission.Broken => outbox.PostponeAsync(id, UpToDeadline(check, NextBackoff()), cancellationToken),
            }
        );
    }

    /// <summary>Postpones to the deadline at the latest, so that the time-out comes on time.</summary>
    private TimeSpan UpToDeadline(FaceCheck check, TimeSpan delay)
    {
        var untilDeadline = check.Deadline - _time.GetUtcNowMilliseconds();
        var shorter = delay < untilDeadline ? delay : untilDeadline;
        return shorter > TimeSpan.Zero ? shorter : TimeSpan.Zero;
    }

    /// <summary>
    /// Doubles from half a second, with jitter. Counted over all checks, because they share one verifier.
    /// </summary>
    private TimeSpan NextBackoff()
    {
        var exponent = Math.Min(Interlocked.Increment(ref _failuresInARow), 10);
        var backoff = TimeSpan.FromMilliseconds(
            250 * Math.Pow(2, exponent) * (0.75 + (Random.Shared.NextDouble() / 2))
        );
        return backoff < MaxBackoff ? backoff : MaxBackoff;
    }

    [LoggerMessage(
        EventIds.FaceCheckGivenUp,
        LogLevel.Error,
        "Face check {VerificationId} was sent to the verifier {Deliveries} times without a verdict; it is given up."
    )]
    private static partial void GivenUp(ILogger logger, Guid verificationId, int deliveries);

    [LoggerMessage(
        EventIds.FaceCheckPicturesMissing,
        LogLevel.Warning,
        "The pictures of face check {VerificationId} are missing; the check ends as not submitted."
    )]
    private static partial void PicturesMissing(ILogger logger, Guid verificationId);
}
