using Attn.Faces.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Attn.FaceVerifier.Verification;

internal static class VerificationEndpoint
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    public static void MapVerification(this WebApplication app) =>
        app.MapPost("/verify-face-async", VerifyAsync)
            .WithName("VerifyFace")
            .WithSummary("Takes two pictures; the verdict is posted to webhook_url, signed.")
            .Accepts<Fields>("multipart/form-data")
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .DisableAntiforgery();

    private static async Task<Results<Accepted<Answer>, ProblemHttpResult>> VerifyAsync(
        HttpContext context,
        [FromHeader(Name = FaceSignatures.RequestHeader)] string? signature,
        VerificationReceiver receiver,
        RequestMemory memory,
        CancellationToken cancellationToken
    )
    {
        if (!receiver.MayBeSigned(signature))
            return NotSigned();
        using var reserved = await memory.TryReserveAsync(context.Request.ContentLength, cancellationToken);
        if (reserved is null)
            return Problems.RetryLater(context, "Too many requests are being read.", RetryAfter);
        return await ReadAndReceiveAsync(context, signature, receiver, cancellationToken);
    }

    private static async Task<Results<Accepted<Answer>, ProblemHttpResult>> ReadAndReceiveAsync(
        HttpContext context,
        string? signature,
        VerificationReceiver receiver,
        CancellationToken cancellationToken
    )
    {
        if (await VerificationForm.ReadAsync(context.Request, cancellationToken) is not { } form)
            return Problems.Invalid(new("body", "It is not a complete multipart form."));
        if (!VerificationRequest.TryCreate(form, out var request, out var problem))
            return Problems.Invalid(problem);

        return receiver.Receive(request, signature) switch
        {
            VerificationReceipt.Accepted => Taken("accepted", request),
            VerificationReceipt.AlreadyQueued => Taken("already queued", request),
            VerificationReceipt.AlreadyDelivered => Taken("already delivered", request),
            VerificationReceipt.QueueFull => Problems.RetryLater(
                context,
                "Too many face checks are waiting.",
                RetryAfter
            ),
            VerificationReceipt.NotSigned => NotSigned(),
            VerificationReceipt.TargetNotAllowed => Problems.Of(
                StatusCodes.Status403Forbidden,
                "webhook_url is not an address that verdicts may be posted to; "
                    + "see MAIN_APP_BASE_URL and WEBHOOK_ALLOWED_URLS."
            ),
            VerificationReceipt.NotAPicture => Problems.Of(
                StatusCodes.Status415UnsupportedMediaType,
                "picture and intended_picture must be JPEG or PNG."
            ),
            VerificationReceipt.PictureTooLarge => Problems.Invalid(
                new("picture", "It, or intended_picture, takes too much memory to decode. Send a photo as JPEG.")
            ),
        };
    }

    private static ProblemHttpResult NotSigned() =>
        Problems.Of(StatusCodes.Status403Forbidden, $"The {FaceSignatures.RequestHeader} header is missing or wrong.");

    private static Accepted<Answer> Taken(string status, VerificationRequest request) =>
        TypedResults.Accepted((string?)null, new Answer(status, request.VerificationId));

    internal sealed record Answer(string Status, Guid VerificationId);

    // For the API document only; VerificationForm reads the form, so that pictures stay in memory.
    private sealed record Fields(
        string WebhookUrl,
        Guid VerificationId,
        string StudentSchoolNumber,
        IFormFile Picture,
        IFormFile IntendedPicture
    );
}
