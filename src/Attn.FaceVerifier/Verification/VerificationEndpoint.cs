using System.Diagnostics;
using Attn.Faces.Contracts;
using Attn.Faces.Queue;
using Attn.FaceVerifier.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Attn.FaceVerifier.Verification;

internal static class VerificationEndpoint
{
    private static readonly TimeSpan ComeBackAfter = TimeSpan.FromSeconds(5);

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
        VerificationReceiver intake,
        CancellationToken cancellationToken
    )
    {
        if (await VerificationForm.ReadAsync(context.Request, cancellationToken) is not { } form)
            return Problems.Invalid("body", "It is not a complete multipart form.");

        return intake.Take(form, signature) switch
        {
            Intake.Taken { Result: EnqueueResult.Full } => Problems.RetryLater(
                context,
                "Too many face checks are waiting.",
                ComeBackAfter
            ),
            Intake.Taken taken => TypedResults.Accepted(
                (string?)null,
                new Answer(Words(taken.Result), taken.VerificationId)
            ),
            Intake.Invalid invalid => Problems.Invalid(invalid.Field, invalid.Problem),
            Intake.NotSigned => Problems.Of(
                StatusCodes.Status403Forbidden,
                $"The {FaceSignatures.RequestHeader} header is missing or wrong."
            ),
            Intake.WrongTarget => Problems.Of(
                StatusCodes.Status403Forbidden,
                "webhook_url is not an address that verdicts may be posted to; see MAIN_APP_BASE_URL and WEBHOOK_ALLOWED_URLS."
            ),
            Intake.WrongType => Problems.Of(
                StatusCodes.Status415UnsupportedMediaType,
                "picture and intended_picture must be JPEG or PNG."
            ),
            var other => throw new UnreachableException(other.ToString()),
        };
    }

    private static string Words(EnqueueResult result) =>
        result switch
        {
            EnqueueResult.Queued => "accepted",
            EnqueueResult.AlreadyQueued => "already queued",
            EnqueueResult.AlreadyDelivered => "already delivered",
            EnqueueResult.Full => "full",
        };

    internal sealed record Answer(string Status, Guid VerificationId);

    // For the API document; the form is read by hand so that pictures stay in memory.
    private sealed record Fields(
        string WebhookUrl,
        Guid VerificationId,
        string StudentSchoolNumber,
        IFormFile Picture,
        IFormFile IntendedPicture
    );
}
