using Attn.Domain;
using Attn.Storage.Live;
using Attn.Storage.Workers;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.FaceChecks;

/// <summary>
/// Hands due checks to the verifier, until a verdict or the deadline. A new check wakes it; the poll only finds what another replica left
/// behind. An entry is leased while it is posted, so a replica that dies in the middle costs the length of a lease.
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

    /// <summary>After the verifier took a check: no sooner than this the same one is sent again.</summary>
    private static readonly TimeSpan SendAgain = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _time = time;
    private int _failuresInARow;

    /// <summary>Sends everything that is due.</summary>
    public override async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        while (await outbox.LeaseDueAsync(BatchSize, Lease, cancellationToken) is { Count: > 0 } due)
            await Task.WhenAll(due.Select(check => HandleAsync(check, cancellationToken)));
    }

    private Task HandleAsync(FaceCheck check, CancellationToken cancellationToken) =>
        check.Deadline <= _time.GetUtcNowMilliseconds()
            ? verdicts.TimeOutAsync(check, options.Value.Grace, cancellationToken)
            : SendAsync(check, cancellationToken);

    private async Task SendAsync(FaceCheck check, CancellationToken cancellationToken)
    {
        if (await outbox.FindPicturesAsync(check.VerificationId, cancellationToken) is not { } pictures)
        {
            PicturesAreGone(logger, check.VerificationId);
            await verdicts.RefuseSubmissionAsync(check, cancellationToken);
            return;
        }

        var submission = await verifier.SubmitAsync(check, pictures, cancellationToken);
        if (submission != Submission.Unavailable)
            Interlocked.Exchange(ref _failuresInARow, 0);
        await (
            submission switch
            {
                Submission.Accepted => PostponeAsync(check, SendAgain, cancellationToken),
                Submission.Refused => verdicts.RefuseSubmissionAsync(check, cancellationToken),
                Submission.Unavailable => PostponeAsync(check, NextBackoff(), cancellationToken),
            }
        );
    }

    /// <summary>Never beyond the deadline, so that a time-out is on time.</summary>
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

    /// <summary>Doubling from half a second, with jitter, over all checks: they share one verifier.</summary>
    private TimeSpan NextBackoff()
    {
        var exponent = Math.Min(Interlocked.Increment(ref _failuresInARow), 10);
        var backoff = TimeSpan.FromMilliseconds(
            250 * Math.Pow(2, exponent) * (0.75 + (Random.Shared.NextDouble() / 2))
        );
        return backoff < LongestBackoff ? backoff : LongestBackoff;
    }

    [LoggerMessage(
        1311,
        LogLevel.Warning,
        "The pictures of check {VerificationId} are gone; it ends as not submitted."
    )]
    private static partial void PicturesAreGone(ILogger logger, Guid verificationId);
}
