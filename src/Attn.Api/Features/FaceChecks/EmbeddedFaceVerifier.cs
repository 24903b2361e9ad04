using Attn.Domain;
using Attn.Faces.Queue;
using Attn.Storage.Live;

namespace Attn.Api.Features.FaceChecks;

/// <summary>
/// Compares faces inside this process, on threads of lower priority than those of requests. The networks are loaded at
/// the first check.
/// </summary>
internal sealed class EmbeddedFaceVerifier(Lazy<FaceQueue> queue) : IFaceVerifier
{
    public string? MissingConfiguration => null;

    public Task<Submission> SubmitAsync(FaceCheck check, FacePictures pictures, CancellationToken cancellationToken) =>
        Task.FromResult(
            queue.Value.TryEnqueue(new(check.VerificationId, pictures.Selfie, pictures.ProfilePhoto)) switch
            {
                EnqueueResult.Queued => Submission.Accepted,
                EnqueueResult.AlreadyQueued or EnqueueResult.AlreadyDelivered => Submission.AlreadyTaken,
                EnqueueResult.Full => Submission.Unavailable,
            }
        );
}
