using Attn.Faces.Contracts;
using Attn.Faces.Pictures;
using Attn.Faces.Queue;
using Attn.FaceVerifier.Hosting;
using Attn.FaceVerifier.Webhooks;
using Microsoft.Extensions.Options;

namespace Attn.FaceVerifier.Verification;

/// <summary>Decides whether a request is work for this service, and queues it.</summary>
internal sealed class VerificationReceiver(FaceQueue queue, WebhookTargets targets, IOptions<VerifierOptions> options)
{
    public Intake Take(VerificationForm form, string? signature)
    {
        if (FindMissingField(form) is { } problem)
            return problem;
        if (!Guid.TryParseExact(form.VerificationId, "D", out var id))
            return new Intake.Invalid("verification_id", "It is not a valid UUID.");
        if (!IsSigned(id, form, signature))
            return new Intake.NotSigned();
        if (targets.Find(form.WebhookUrl) is not { } webhook)
            return new Intake.WrongTarget();
        if (!PictureFormat.IsJpegOrPng(form.Picture) || !PictureFormat.IsJpegOrPng(form.IntendedPicture))
            return new Intake.WrongType();
        return new Intake.Taken(id, queue.TryEnqueue(new(id, form.Picture, form.IntendedPicture, webhook)));
    }

    private static Intake.Invalid? FindMissingField(VerificationForm form) =>
        form switch
        {
            { WebhookUrl: "" } => Missing("webhook_url"),
            { VerificationId: "" } => Missing("verification_id"),
            { StudentSchoolNumber: "" } => Missing("student_school_number"),
            { Picture: null or [] } => Missing("picture"),
            { IntendedPicture: null or [] } => Missing("intended_picture"),
            _ => null,
        };

    private static Intake.Invalid Missing(string field) => new(field, "It is required.");

    private bool IsSigned(Guid id, VerificationForm form, string? signature) =>
        !options.Value.RequireSignedRequests
        || FaceSignatures.VerifyRequest(id, form.Picture, form.IntendedPicture, signature, options.Value.AcceptedKeys);
}
