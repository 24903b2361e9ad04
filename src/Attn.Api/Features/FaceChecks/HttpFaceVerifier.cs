using System.Net;
using Attn.Api.Platform.Options;
using Attn.Domain;
using Attn.Faces.Contracts;
using Attn.Pictures;
using Attn.Storage.Live;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;

namespace Attn.Api.Features.FaceChecks;

/// <summary>
/// Posts checks to the face service, signed. While the service is down, a circuit breaker saves both sides the waiting.
/// </summary>
internal sealed partial class HttpFaceVerifier(
    IHttpClientFactory clients,
    FaceVerifierCircuit circuit,
    IOptions<FaceCheckOptions> options,
    IOptions<SecretOptions> secrets,
    ILogger<HttpFaceVerifier> logger
) : IFaceVerifier
{
    public const string Client = "face-verifier";
    private const int MaxAnswerBytes = 1024;
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public string? MissingConfiguration => null;

    public async Task<Submission> SubmitAsync(
        FaceCheck check,
        FacePictures pictures,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await circuit.Pipeline.ExecuteAsync(
                async token => await PostAsync(check, pictures, token),
                cancellationToken
            );
        }
        catch (BrokenCircuitException)
        {
            return Submission.Unavailable;
        }
        catch (Exception failure)
            when (failure is HttpRequestException or OperationCanceledException
                && !cancellationToken.IsCancellationRequested
            )
        {
            VerifierUnreachable(logger, failure.GetType().Name);
            return IsBroken(failure) ? Submission.Broken : Submission.Unavailable;
        }
    }

    private async Task<Submission> PostAsync(
        FaceCheck check,
        FacePictures pictures,
        CancellationToken cancellationToken
    )
    {
        var id = check.VerificationId.ToString();
        using var form = new MultipartFormDataContent
        {
            {
                new StringContent(
                    $"{options.Value.MainAppBaseUrl.TrimEnd('/')}/api/v1/webhooks/verification-result/{id}"
                ),
                "webhook_url"
            },
            { new StringContent(id), "verification_id" },
            { new StringContent(check.StudentNumber), "student_school_number" },
            { PictureOf(pictures.Selfie), "picture", "picture" },
            { PictureOf(pictures.ProfilePhoto), "intended_picture", "intended_picture" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "verify-face-async") { Content = form };
        request.Headers.Add(
            FaceSignatures.RequestHeader,
            FaceSignatures.SignRequest(
                check.VerificationId,
                pictures.Selfie,
                pictures.ProfilePhoto,
                secrets.Value.WebhookSecretKey
            )
        );
        using var http = clients.CreateClient(Client);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return Interpret(response.StatusCode) is var submission && submission != Submission.Accepted ? submission
            : await HasTakenItBeforeAsync(response.Content, cancellationToken) ? Submission.AlreadyTaken
            : Submission.Accepted;
    }

    /// <summary>
    /// A connection that was made and then ended. Time-outs are not: a verifier that hangs does so for every check.
    /// </summary>
    private static bool IsBroken(Exception failure) =>
        failure
            is HttpRequestException
            {
                HttpRequestError: HttpRequestError.ResponseEnded
                    or HttpRequestError.InvalidResponse
                    or HttpRequestError.Unknown,
                InnerException: IOException
            };

    /// <summary>Our verifier answers "already queued" or "already delivered"; others need not.</summary>
    private static async Task<bool> HasTakenItBeforeAsync(HttpContent content, CancellationToken cancellationToken)
    {
        try
        {
            var answer = new byte[MaxAnswerBytes];
            await using var stream = await content.ReadAsStreamAsync(cancellationToken);
            var length = await stream.ReadAtLeastAsync(answer, MaxAnswerBytes, false, cancellationToken);
            return answer.AsSpan(0, length).IndexOf("\"already "u8) >= 0;
        }
        catch (IOException)
        {
            // The status came, and says that the check was taken.
            return false;
        }
    }

    private Submission Interpret(HttpStatusCode status)
    {
        if ((int)status is >= 200 and < 300)
            return Submission.Accepted;
        VerifierAnswered(logger, (int)status);
        // Only what is wrong with the pictures is final: a wrong secret or address can be corrected while the check
        // waits.
        return
            status
                is HttpStatusCode.UnsupportedMediaType
                    or HttpStatusCode.UnprocessableEntity
                    or HttpStatusCode.RequestEntityTooLarge
                    or HttpStatusCode.BadRequest
            ? Submission.Refused
            : Submission.Unavailable;
    }

    private static ByteArrayContent PictureOf(byte[] bytes)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new(PictureFormat.IsJpeg(bytes) ? "image/jpeg" : "image/png");
        return content;
    }

    [LoggerMessage(
        EventIds.FaceVerifierUnreachable,
        LogLevel.Warning,
        "The face verifier cannot be reached: {Failure}."
    )]
    private static partial void VerifierUnreachable(ILogger logger, string failure);

    [LoggerMessage(EventIds.FaceVerifierAnsweredError, LogLevel.Warning, "The face verifier answered {Status}.")]
    private static partial void VerifierAnswered(ILogger logger, int status);
}
