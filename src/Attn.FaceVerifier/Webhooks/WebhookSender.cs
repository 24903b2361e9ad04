using System.Net.Http.Headers;
using Attn.Faces.Contracts;
using Attn.Faces.Queue;
using Attn.FaceVerifier.Hosting;
using Microsoft.Extensions.Options;

namespace Attn.FaceVerifier.Webhooks;

/// <summary>Posts a verdict until it is taken, or ten minutes old: nobody waits for it any longer then.</summary>
internal sealed partial class WebhookSender(
    IHttpClientFactory clients,
    IOptions<VerifierOptions> options,
    TimeProvider time,
    ILogger<WebhookSender> logger
)
{
    public const string ClientName = "webhook";

    private static readonly TimeSpan GivesUpAfter = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(20);

    /// <returns>False where it gave up.</returns>
    public async Task<bool> DeliverAsync(
        FaceComparison comparison,
        VerificationResult result,
        CancellationToken cancellationToken
    )
    {
        var started = time.GetTimestamp();
        for (var pause = FirstPause; ; pause = Longer(pause))
        {
            if (await TryPostAsync(comparison, result, cancellationToken))
                return true;
            if (time.GetElapsedTime(started) + pause > GivesUpAfter)
            {
                GaveUp(comparison.VerificationId);
                return false;
            }
            await Task.Delay(WithJitter(pause), time, cancellationToken);
        }
    }

    private async Task<bool> TryPostAsync(
        FaceComparison comparison,
        VerificationResult result,
        CancellationToken cancellationToken
    )
    {
        // Made anew for each try: a receiver refuses what was signed long ago.
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
            NotTaken(comparison.VerificationId, (int)response.StatusCode);
        }
        catch (Exception exception)
            when (exception is HttpRequestException
                || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            NotReached(comparison.VerificationId, exception.Message);
        }
        return false;
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;

    // Verdicts that failed together must not come back together.
    private static TimeSpan WithJitter(TimeSpan pause) => pause * (0.75 + (Random.Shared.NextDouble() / 2));

    [LoggerMessage(
        EventId = 4101,
        Level = LogLevel.Warning,
        Message = "The verdict of {VerificationId} was answered {Status}; it is tried again."
    )]
    private partial void NotTaken(Guid verificationId, int status);

    [LoggerMessage(
        EventId = 4102,
        Level = LogLevel.Warning,
        Message = "The verdict of {VerificationId} could not be posted ({Problem}); it is tried again."
    )]
    private partial void NotReached(Guid verificationId, string problem);

    [LoggerMessage(
        EventId = 4103,
        Level = LogLevel.Error,
        Message = "The verdict of {VerificationId} was not taken for ten minutes; it is dropped."
    )]
    private partial void GaveUp(Guid verificationId);
}
