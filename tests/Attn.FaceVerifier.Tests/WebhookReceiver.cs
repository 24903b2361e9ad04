using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using Attn.Faces.Contracts;

namespace Attn.FaceVerifier.Tests;

/// <summary>Plays the main app: accepts verdicts, or is down.</summary>
public sealed class WebhookReceiver
{
    private readonly Channel<VerificationResult> _verdicts = Channel.CreateUnbounded<VerificationResult>();

    /// <summary>
    /// Failures of the next posts; after them posts are accepted. <c>null</c> stands for a refused connection.
    /// </summary>
    public ConcurrentQueue<HttpStatusCode?> Failures { get; } = new();

    /// <summary>Every post, in order of arrival.</summary>
    public ConcurrentQueue<(Uri Address, byte[] Body, string Signature)> Posts { get; } = new();

    public async Task<VerificationResult> NextVerdictAsync()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        return await _verdicts.Reader.ReadAsync(timeout.Token);
    }

    internal HttpMessageHandler Handler() => new Connection(this);

    private sealed class Connection(WebhookReceiver receiver) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            receiver.Posts.Enqueue(
                (request.RequestUri!, body, request.Headers.GetValues(FaceSignatures.WebhookHeader).Single())
            );
            if (receiver.Failures.TryDequeue(out var failure))
                return failure is { } status ? new(status) : throw new HttpRequestException("connection refused");
            Assert.True(VerificationResult.TryParse(body, out var result));
            await receiver._verdicts.Writer.WriteAsync(result, cancellationToken);
            return new(HttpStatusCode.OK);
        }
    }
}
