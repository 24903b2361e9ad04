using Attn.Api.Platform.Limits;
using Attn.Api.Platform.Options;
using Attn.Domain;
using Attn.Faces.Contracts;
using Attn.Storage.Limits;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.FaceChecks;

/// <summary>Decides who may post a verdict, how often, and for which check.</summary>
internal sealed class WebhookGate(
    IOptions<SecretOptions> secrets,
    IOptions<FaceCheckOptions> options,
    IRateCounter counter,
    RateKeys keys,
    RateLimits limits,
    TimeProvider time
)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(10);

    public bool IsSigned(byte[] body, string? signature) =>
        FaceSignatures.Verify(body, signature, secrets.Value.WebhookSecretKeys);

    /// <summary>A verdict that was intercepted cannot be replayed for another check, or much later.</summary>
    public bool IsMeantFor(VerificationResult result, Guid id)
    {
        if (options.Value.WebhookRequireId && (result.VerificationId is null || result.SentAt is null))
            return false;
        return (result.VerificationId is not { } intended || intended == id)
            && (result.SentAt is not { } sentAt || (time.GetUtcNowMilliseconds() - sentAt).Duration() <= MaxAge);
    }

    public ValueTask<RateDecision> CountBadSignatureAsync(string address, CancellationToken cancellationToken) =>
        CountAsync(keys.Of("bad-webhook", address), RateLimits.BadWebhooksPerAddress, cancellationToken);

    public ValueTask<RateDecision> CountVerdictAsync(Guid id, CancellationToken cancellationToken) =>
        CountAsync(keys.Of("webhook", id.ToString()), RateLimits.WebhooksPerVerification, cancellationToken);

    private ValueTask<RateDecision> CountAsync(string key, int limit, CancellationToken cancellationToken) =>
        limits.AreOff
            ? ValueTask.FromResult(RateDecision.Allowed)
            : counter.TakeAsync(key, limits.Scale(limit), RateLimits.Window, cancellationToken);
}
