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
            : SubmitAsync(check, cancellationToken);

    private async Task SubmitAsync(FaceCheck check, CancellationToken cancellationToken)
    {
        if (await outbox.FindPicturesAsync(check.VerificationId, cancellationToken) is not { } pictures)
        {
            PicturesMissing(logger, check.VerificationId);
            await verdicts.RefuseSubmissionAsync(check, cancellationToken);
            return;
        }

        var submission = await verifier.SubmitAsync(check, pictures, cancellationToken);
        if (submission != Submission.Unavailable)
            Interlocked.Exchange(ref _failuresInARow, 0);
        await (
            submission switch
            {
                Submission.Accepted => PostponeAsync(check, ResubmitDelay, cancellationToken),
                Submission.Refused => verdicts.RefuseSubmissionAsync(check, cancellationToken),
                Submission.Unavailable => PostponeAsync(check, NextBackoff(), cancellationToken),
            }
        );
    }

    /// <summary>Postpones to the deadline at the latest, so that the time-out comes on time.</summary>
    private Task PostponeAsync(FaceCheck check, TimeSpan delay, CancellationToken cancellationToken)
    {
        var untilDeadline = check.Deadline - _time.GetUtcNowMilliseconds();
        var shorter = delay < untilDeadline ? delay : untilDeadline;
        return outbox.PostponeAsync(
            check.VerificationId,
            shorter > TimeSpan.Zero ? shorter : TimeSpan.Zero,
            cancellationToken
        );
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
        EventIds.FaceCheckPicturesMissing,
        LogLevel.Warning,
        "The pictures of face check {VerificationId} are missing; the check ends as not submitted."
    )]
    private static partial void PicturesMissing(ILogger logger, Guid verificationId);
}
