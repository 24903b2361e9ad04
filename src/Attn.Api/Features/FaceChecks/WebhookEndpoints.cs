using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Security;
using Attn.Faces.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Attn.Api.Features.FaceChecks;

/// <summary>Receives the face verifier's verdicts, signed.</summary>
internal static class WebhookEndpoints
{
    private const int MaxBodyBytes = 64 * 1024;
    private const int MaxReasonLength = 300;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/webhooks/verification-result/{verificationId}", Receive)
            .AllowAnonymous()
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes))
            .Accepts<VerificationResult>("application/json")
            .WithTags("Webhook")
            .WithName("verificationResult")
            .WithSummary("Post the verdict of a face check, signed.")
            .WithProblems(
                ProblemKinds.SignatureNotValid,
                ProblemKinds.NotValid,
                ProblemKinds.VerdictNotAccepted,
                ProblemKinds.RateLimited,
                ProblemKinds.StoreUnavailable
            );

    private static async Task<Results<Ok<WebhookResponse>, ProblemHttpResult, RetryLaterResult>> Receive(
        string verificationId,
        HttpContext context,
        WebhookGate gate,
        VerdictService verdicts,
        CancellationToken cancellationToken
    )
    {
        var signature = context.Request.Headers[FaceSignatures.WebhookHeader];
        // Whoever does not even try has nothing to say that is worth reading.
        if (!FaceSignatures.IsWellFormed(signature))
            return await RefuseSignatureAsync(gate, context.CountedAddress(), cancellationToken);
        var body = await ReadBodyAsync(context.Request, cancellationToken);
        if (!gate.IsSigned(body, signature))
            return await RefuseSignatureAsync(gate, context.CountedAddress(), cancellationToken);
        if (!Guid.TryParse(verificationId, out var id))
            return Problems.Invalid("verification_id", "It is not a valid UUID.");
        if (await gate.CountVerdictAsync(id, cancellationToken) is { IsAllowed: false } limited)
            return TooMany("Too many webhooks for this verification.", limited.RetryAfter);
        if (!VerificationResult.TryParse(body, out var result))
            return InvalidBody();
        if (!gate.IsMeantFor(result, id))
            return Problems.Of(ProblemKinds.VerdictNotAccepted);

        var (passed, reason) = (result.OverallResult.VerificationPassed, ToOneLine(result.OverallResult.Reason));
        var isSettled = await verdicts.SettleAsync(id, passed, reason, result.ProfilePhotoCopy, cancellationToken);
        return TypedResults.Ok(WebhookResponse.Of(isSettled));
    }

    private static async Task<Results<Ok<WebhookResponse>, ProblemHttpResult, RetryLaterResult>> RefuseSignatureAsync(
        WebhookGate gate,
        string address,
        CancellationToken cancellationToken
    ) =>
        await gate.CountBadSignatureAsync(address, cancellationToken) is { IsAllowed: false } limited
            ? TooMany("Too many badly signed webhooks.", limited.RetryAfter)
            : Problems.Of(ProblemKinds.SignatureNotValid);

    private static RetryLaterResult TooMany(string detail, TimeSpan retryAfter) =>
        Problems.RetryLater(ProblemKinds.RateLimited, retryAfter, detail);

    private static ProblemHttpResult InvalidBody() =>
        Problems.Invalid("overall_result", "The body must hold overall_result with verification_passed and reason.");

    /// <summary>Holds no more than has arrived; the route's limit ends a body that goes on.</summary>
    private static async Task<byte[]> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        return body.ToArray();
    }

    /// <summary>The reason becomes part of a record that people read.</summary>
    private static string ToOneLine(string reason)
    {
        var oneLine = string.Concat(reason.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        if (oneLine.Length <= MaxReasonLength)
            return oneLine;
        // Half a surrogate pair is not Unicode: every store would refuse or alter it.
        return oneLine[..(char.IsHighSurrogate(oneLine[MaxReasonLength - 1]) ? MaxReasonLength - 1 : MaxReasonLength)];
    }
}
