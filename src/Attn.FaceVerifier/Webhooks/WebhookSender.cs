using System.Net.Http.Headers;
using Attn.Faces.Contracts;
using Attn.Faces.Queue;
using Microsoft.Extensions.Options;

namespace Attn.FaceVerifier.Webhooks;

/// <summary>Posts a verdict until it is accepted or ten minutes old; after that nobody waits for it.</summary>
internal sealed partial class WebhookSender(
    IHttpClientFactory clients,
    IOptions<VerifierOptions> options,
    TimeProvider time,
    ILogger<WebhookSender> logger
)
{
    public const string ClientName = "webhook";

    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(20);

    /// <returns>False if it gave up.</returns>
    public async Task<bool> DeliverAsync(
        FaceComparison comparison,
        VerificationResult result,
        CancellationToken cancellationToken
    )
    {
        var startedAt = time.GetTimestamp();
        for (var delay = FirstDelay; ; delay = Next(delay))
        {
            if (await TryPostAsync(comparison, result, cancellationToken))
                return true;
            if (time.GetElapsedTime(startedAt) + delay > MaxAge)
            {
                Dropped(comparison.VerificationId);
                return false;
            }
            await Task.Delay(WithJitter(delay), time, cancellationToken);
        }
    }

    private async Task<bool> TryPostAsync(
        FaceComparison comparison,
        VerificationResult result,
        CancellationToken cancellationToken
    )
    {
        // Signed anew for each attempt: receivers refuse old signatures.
        var body = (result with { SentAt = time.GetUtcNow() }).ToUtf8Bytes();
        using var request = new HttpRequestMessage(HttpMethod.Post, comparison.WebhookUrl)
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(FaceSignatures.WebhookHeader, FaceSignatures.Sign(body, options.Value.WebhookSecretKey));
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var response = await client.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                cancellationToken
            );
            if (response.IsSuccessStatusCode)
                return true;
            Rejected(comparison.VerificationId, (int)response.StatusCode);
        }
        catch (Exception exception)
            when (exception is HttpRequestException
                || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            Failed(comparison.VerificationId, exception.Message);
        }
        return false;
    }

    private static TimeSpan Next(TimeSpan delay) => delay * 2 < MaxDelay ? delay * 2 : MaxDelay;

    // Verdicts that failed together must not be retried together.
    private static TimeSpan WithJitter(TimeSpan delay) => delay * (0.75 + (Random.Shared.NextDouble() / 2));

    [LoggerMessage(
        EventIds.WebhookRejected,
        LogLevel.Warning,
        "The receiver answered the verdict of {VerificationId} with {Status}; it is retried."
    )]
    private partial void Rejected(Guid verificationId, int status);

    [LoggerMessage(
        EventIds.WebhookFailed,
        LogLevel.Warning,
        "The verdict of {VerificationId} could not be posted ({Problem}); it is retried."
    )]
    private partial void Failed(Guid verificationId, string problem);

    [LoggerMessage(
        EventIds.VerdictDropped,
        LogLevel.Error,
        "The verdict of {VerificationId} was not accepted for ten minutes; it is dropped."
    )]
    private partial void Dropped(Guid verificationId);
}
