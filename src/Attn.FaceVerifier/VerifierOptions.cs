using Attn.Faces.Contracts;

namespace Attn.FaceVerifier;

/// <summary>All settings of the service, each with its environment variable.</summary>
public sealed class VerifierOptions
{
    /// <summary>Signs verdicts, and verifies the signatures of requests; at least 32 bytes.</summary>
    [ConfigurationKeyName("WEBHOOK_SECRET_KEY")]
    public string WebhookSecretKey { get; set; } = FaceSignatures.DevelopmentKey;

    /// <summary>While the secret is being changed: a second key that requests may be signed with.</summary>
    [ConfigurationKeyName("WEBHOOK_SECRET_KEY_PREVIOUS")]
    public string PreviousWebhookSecretKey { get; set; } = "";

    /// <summary>Whether requests without a valid signature are refused.</summary>
    [ConfigurationKeyName("REQUIRE_SIGNED_REQUESTS")]
    public bool RequireSignedRequests { get; set; } = true;

    /// <summary>Verdicts may be posted to any address under this one.</summary>
    [ConfigurationKeyName("MAIN_APP_BASE_URL")]
    public string MainAppBaseUrl { get; set; } = "http://localhost:8000";

    /// <summary>Further such addresses, separated by commas.</summary>
    [ConfigurationKeyName("WEBHOOK_ALLOWED_URLS")]
    public string WebhookAllowedUrls { get; set; } = "";

    /// <summary>Threads that compare faces; 0 for one per core.</summary>
    [ConfigurationKeyName("FACE_WORKERS")]
    public int Workers { get; set; }

    /// <summary>Maximum of checks that wait for a worker; beyond it requests are answered 503.</summary>
    [ConfigurationKeyName("FACE_QUEUE_LENGTH")]
    public int QueueLength { get; set; } = 500;

    /// <summary>
    /// Megabytes that all pictures whose faces are looked for at the same time may take; 0: by cores and memory.
    /// </summary>
    [ConfigurationKeyName("PICTURE_MEMORY_MB")]
    public int PictureMemoryMegabytes { get; set; }

    /// <summary>The keys that a request may be signed with.</summary>
    internal string[] AcceptedKeys =>
        PreviousWebhookSecretKey.Length == 0 ? [WebhookSecretKey] : [WebhookSecretKey, PreviousWebhookSecretKey];

    internal IEnumerable<string> AllowedUrls =>
        WebhookAllowedUrls
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Prepend(MainAppBaseUrl);
}
