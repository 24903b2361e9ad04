using Attn.Domain;
using Attn.Faces.Contracts;
using Attn.Faces.Queue;
using Attn.Storage;
using Attn.Storage.Live;

namespace Attn.Api.Features.FaceChecks;

/// <summary>Compares faces inside this process, on threads that let requests go first. The networks are loaded at the first check.</summary>
internal sealed class EmbeddedFaceVerifier(Lazy<FaceQueue> queue) : IFaceVerifier
{
    public string? MissingConfiguration => null;

    public Task<Submission> SubmitAsync(FaceCheck check, FacePictures pictures, CancellationToken cancellationToken) =>
        Task.FromResult(
            queue.Value.TryEnqueue(new(check.VerificationId, pictures.Selfie, pictures.ProfilePhoto))
            == EnqueueResult.Full
                ? Submission.Unavailable
                : Submission.Accepted
        );
}

/// <summary>Brings the embedded engine's verdicts to their records, in this process and unsigned.</summary>
internal sealed class EmbeddedVerdicts(VerdictService verdicts, TimeProvider time)
{
    private const int MaxTries = 10;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <returns><c>false</c>: the stores were away for long. The check is still in the outbox and is compared again.</returns>
    public async Task<bool> DeliverAsync(
        FaceComparison comparison,
        VerificationResult result,
        CancellationToken cancellationToken
    )
    {
        var pause = FirstPause;
        for (var left = MaxTries; left > 0; left--)
        {
            try
            {
                await verdicts.SettleAsync(
                    comparison.VerificationId,
                    result.OverallResult.VerificationPassed,
                    result.OverallResult.Reason,
                    cancellationToken
                );
                return true;
            }
            catch (StoreUnavailableException)
            {
                await Task.Delay(pause, time, cancellationToken);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }

        return false;
    }
}
