using System.Diagnostics.CodeAnalysis;

namespace Attn.FaceVerifier.Verification;

/// <summary>A request whose fields are all present and well-formed.</summary>
internal sealed record VerificationRequest(
    Guid VerificationId,
    string WebhookUrl,
    byte[] Picture,
    byte[] IntendedPicture
)
{
    public static bool TryCreate(
        VerificationForm form,
        [NotNullWhen(true)] out VerificationRequest? request,
        [NotNullWhen(false)] out FieldProblem? problem
    )
    {
        request = null;
        problem = FindMissingField(form);
        if (problem is not null)
            return false;
        if (!Guid.TryParseExact(form.VerificationId, "D", out var id))
        {
            problem = new("verification_id", "It is not a valid UUID.");
            return false;
        }

        request = new(id, form.WebhookUrl, form.Picture!, form.IntendedPicture!);
        return true;
    }

    private static FieldProblem? FindMissingField(VerificationForm form) =>
        form switch
        {
            { WebhookUrl: "" } => Missing("webhook_url"),
            { VerificationId: "" } => Missing("verification_id"),
            { StudentSchoolNumber: "" } => Missing("student_school_number"),
            { Picture: null or [] } => Missing("picture"),
            { IntendedPicture: null or [] } => Missing("intended_picture"),
            _ => null,
        };

    private static FieldProblem Missing(string field) => new(field, "It is required.");
}
