namespace Attn.Api.Features.FaceChecks;

/// <summary>The answer to a verdict.</summary>
/// <param name="Status"><c>success</c>, or why nothing was changed.</param>
internal sealed record WebhookResponse(string Status)
{
    public static WebhookResponse Of(bool isSettled) =>
        new(isSettled ? "success" : "ignored: the verification is unknown or already settled");
}
