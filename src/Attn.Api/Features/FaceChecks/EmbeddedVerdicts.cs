using Attn.Faces.Contracts;
using Attn.Faces.Queue;
using Attn.Storage;

namespace Attn.Api.Features.FaceChecks;

/// <summary>Takes the embedded engine's verdicts to their records, in this process and unsigned.</summary>
internal sealed class EmbeddedVerdicts(VerdictService verdicts, TimeProvider time)
{
    private const int MaxAttempts = 10;
    private static readonly TimeSpan MinDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(10);

    /// <returns>
    /// <c>false</c>: the stores stayed unavailable. The check is still in the outbox, and the faces are compared again.
    /// </returns>
    public async Task<bool> DeliverAsync(
        FaceComparison comparison,
        VerificationResult result,
        CancellationToken cancellationToken
    )
    {
        var delay = MinDelay;
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            try
            {
                await verdicts.SettleAsync(
                    comparison.VerificationId,
                    result.OverallResult.VerificationPassed,
                    result.OverallResult.Reason,
                    result.ProfilePhotoCopy,
                    cancellationToken
                );
                return true;
            }
            catch (StoreUnavailableException)
            {
                await Task.Delay(delay, time, cancellationToken);
                delay = delay * 2 < MaxDelay ? delay * 2 : MaxDelay;
            }
        }

        return false;
    }
}
