using System.Buffers;
using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Security;
using Attn.Faces.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Attn.Api.Features.FaceChecks;

/// <summary>Where the face verifier posts its verdicts, signed.</summary>
internal static class WebhookEndpoints
{
    private const int MaxBodyBytes = 64 * 1024;
    private const int MaxReason = 300;

    public static void MapWebhooks(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/webhooks/verification-result/{verificationId}", Receive)
            .WithTags("Webhook")
            .AllowAnonymous()
            .Accepts<VerificationResult>("application/json")
            .WithName("verificationResult")
            .WithSummary("The face verifier's verdict, signed.")
            .ProducesProblem(403)
            .ProducesProblem(422)
            .ProducesProblem(429)
            .ProducesProblem(503);

    private static async Task<Results<Ok<WebhookResponse>, ProblemHttpResult, RetryLaterResult>> Receive(
        string verificationId,
        HttpContext context,
        WebhookGate gate,
        VerdictService verdicts,
        CancellationToken cancellationToken
    )
    {
        var body = await ReadBodyAsync(context.Request, cancellationToken);
        if (!gate.IsSigned(body, context.Request.Headers[FaceSignatures.WebhookHeader]))
        {
            return
                await gate.CountBadSignatureAsync(context.Address(), cancellationToken) is { IsAllowed: false } tooMany
                ? Problems.RetryLater(ProblemKinds.RateLimited, tooMany.RetryAfter, "Too many badly signed webhooks.")
                : Problems.Of(ProblemKinds.SignatureNotValid);
        }

        if (!Guid.TryParse(verificationId, out var id))
            return Problems.Invalid("verification_id", "It is not a valid UUID.");
        if (await gate.CountVerdictAsync(id, cancellationToken) is { IsAllowed: false } often)
            return Problems.RetryLater(
                ProblemKinds.RateLimited,
                often.RetryAfter,
                "Too many webhooks for this verification."
            );
        if (!VerificationResult.TryParse(body, out var result))
            return Problems.Invalid(
                "overall_result",
                "The body must hold overall_result with verification_passed and reason."
            );
        if (!gate.IsMeantFor(result, id))
            return Problems.Of(ProblemKinds.VerdictNotAccepted);

        var settled = await verdicts.SettleAsync(
            id,
            result.OverallResult.VerificationPassed,
            ForRecord(result.OverallResult.Reason),
            cancellationToken
        );
        return TypedResults.Ok(
            new WebhookResponse(settled ? "success" : "ignored: the verification is unknown or already settled")
        );
    }

    /// <summary>Bounded; one byte more than allowed makes the signature wrong, which is answer enough.</summary>
    private static async Task<byte[]> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(MaxBodyBytes);
        try
        {
            var length = await request.Body.ReadAtLeastAsync(
                buffer.AsMemory(0, MaxBodyBytes),
                MaxBodyBytes,
                throwOnEndOfStream: false,
                cancellationToken
            );
            return buffer.AsSpan(0, length).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The reason becomes part of a record that people read.</summary>
    private static string ForRecord(string reason)
    {
        var oneLine = string.Concat(reason.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        if (oneLine.Length <= MaxReason)
            return oneLine;
        // Half a character is no Unicode: every store would refuse or alter it.
        return oneLine[..(char.IsHighSurrogate(oneLine[MaxReason - 1]) ? MaxReason - 1 : MaxReason)];
    }
}

/// <summary><c>success</c>, or why nothing was changed.</summary>
internal sealed record WebhookResponse(string Status);
