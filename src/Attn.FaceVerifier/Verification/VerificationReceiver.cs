using Attn.Faces.Contracts;
using Attn.Faces.Pictures;
using Attn.Faces.Queue;
using Attn.FaceVerifier.Webhooks;
using Attn.Pictures;
using Microsoft.Extensions.Options;

namespace Attn.FaceVerifier.Verification;

/// <summary>Decides whether a request is accepted, and queues it.</summary>
internal sealed class VerificationReceiver(FaceQueue queue, WebhookTargets targets, IOptions<VerifierOptions> options)
{
    public VerificationReceipt Receive(VerificationRequest request, string? signature)
    {
        if (!IsSigned(request, signature))
            return VerificationReceipt.NotSigned;
        if (targets.Find(request.WebhookUrl) is not { } webhook)
            return VerificationReceipt.TargetNotAllowed;
        if (!PictureFormat.IsJpegOrPng(request.Picture) || !PictureFormat.IsJpegOrPng(request.IntendedPicture))
            return VerificationReceipt.NotAPicture;
        if (IsTooLarge(request.Picture) || IsTooLarge(request.IntendedPicture))
            return VerificationReceipt.PictureTooLarge;
        return queue.TryEnqueue(new(request.VerificationId, request.Picture, request.IntendedPicture, webhook)) switch
        {
            EnqueueResult.Queued => VerificationReceipt.Accepted,
            EnqueueResult.AlreadyQueued => VerificationReceipt.AlreadyQueued,
            EnqueueResult.AlreadyDelivered => VerificationReceipt.AlreadyDelivered,
            EnqueueResult.Full => VerificationReceipt.QueueFull,
        };
    }

    private static bool IsTooLarge(byte[] picture) => PictureChecks.Check(picture) == PictureCheck.TooLarge;

    /// <summary>What needs no body to tell: a request without a signature is not read.</summary>
    public bool MayBeSigned(string? signature) =>
        !options.Value.RequireSignedRequests || FaceSignatures.IsWellFormed(signature);

    private bool IsSigned(VerificationRequest request, string? signature) =>
        !options.Value.RequireSignedRequests
        || FaceSignatures.VerifyRequest(
            request.VerificationId,
            request.Picture,
            request.IntendedPicture,
            signature,
            options.Value.AcceptedKeys
        );
}
