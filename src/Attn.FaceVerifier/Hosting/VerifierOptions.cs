using System.Text;
using Attn.Faces.Contracts;
using Attn.FaceVerifier.Webhooks;
using Microsoft.Extensions.Options;

namespace Attn.FaceVerifier.Hosting;

/// <summary>All settings of the service, by the environment variable of each.</summary>
public sealed class VerifierOptions
{
    /// <summary>Signs verdicts, and must have signed requests; at least 32 bytes.</summary>
    [ConfigurationKeyName("WEBHOOK_SECRET_KEY")]
    public string WebhookSecretKey { get; set; } = FaceSignatures.DevelopmentKey;

    /// <summary>While the secret is being changed: the other one, under which requests are taken too.</summary>
    [ConfigurationKeyName("WEBHOOK_SECRET_KEY_PREVIOUS")]
    public string PreviousWebhookSecretKey { get; set; } = "";

    /// <summary>Whether work without a signature is refused.</summary>
    [ConfigurationKeyName("REQUIRE_SIGNED_REQUESTS")]
    public bool RequireSignedRequests { get; set; } = true;

    /// <summary>Where verdicts may be posted: anything under this address.</summary>
    [ConfigurationKeyName("MAIN_APP_BASE_URL")]
    public string MainAppBaseUrl { get; set; } = "http://localhost:8000";

    /// <summary>More such addresses, separated by commas.</summary>
    [ConfigurationKeyName("WEBHOOK_ALLOWED_URLS")]
    public string WebhookAllowedUrls { get; set; } = "";

    /// <summary>Threads that compare faces; 0: one for each core.</summary>
    [ConfigurationKeyName("FACE_WORKERS")]
    public int Workers { get; set; }

    /// <summary>Checks that may wait for a worker, beyond which requests are answered 503.</summary>
    [ConfigurationKeyName("FACE_QUEUE_LENGTH")]
    public int QueueLength { get; set; } = 500;

    /// <summary>The keys under which a signature is taken.</summary>
    internal string[] AcceptedKeys =>
        PreviousWebhookSecretKey.Length == 0 ? [WebhookSecretKey] : [WebhookSecretKey, PreviousWebhookSecretKey];

    internal IEnumerable<string> AllowedUrls =>
        WebhookAllowedUrls
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Prepend(MainAppBaseUrl);

    internal sealed class Validator(IHostEnvironment environment) : IValidateOptions<VerifierOptions>
    {
        private const int MaxWorkers = 256;
        private const int LongestQueue = 100_000;

        public ValidateOptionsResult Validate(string? name, VerifierOptions options)
        {
            string[] problems = [.. SecretProblems(options), .. OtherProblems(options)];
            return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
        }

        private IEnumerable<string> SecretProblems(VerifierOptions options)
        {
            const string remedy = "Set it to the main app's value, a random text such as: openssl rand -hex 32";
            if (options.AcceptedKeys.Contains(FaceSignatures.DevelopmentKey) && !environment.IsDevelopment())
                yield return $"WEBHOOK_SECRET_KEY is not set. {remedy}";
            if (IsShort(options.WebhookSecretKey))
                yield return $"WEBHOOK_SECRET_KEY is shorter than {FaceSignatures.ShortestKey} bytes. {remedy}";
            if (options.PreviousWebhookSecretKey.Length > 0 && IsShort(options.PreviousWebhookSecretKey))
                yield return $"WEBHOOK_SECRET_KEY_PREVIOUS is shorter than {FaceSignatures.ShortestKey} bytes. Leave it empty unless the secret is being changed.";
        }

        private static IEnumerable<string> OtherProblems(VerifierOptions options)
        {
            foreach (var url in options.AllowedUrls.Where(url => WebhookTargets.Parse(url) is null))
                yield return $"MAIN_APP_BASE_URL or WEBHOOK_ALLOWED_URLS: '{url}' is no http or https address such as http://localhost:8000.";
            if (options.Workers is < 0 or > MaxWorkers)
                yield return $"FACE_WORKERS must be between 0 (one for each core) and {MaxWorkers}.";
            if (options.QueueLength is < 1 or > LongestQueue)
                yield return $"FACE_QUEUE_LENGTH must be between 1 and {LongestQueue}.";
        }

        private static bool IsShort(string key) => Encoding.UTF8.GetByteCount(key) < FaceSignatures.ShortestKey;
    }
}

internal static class VerifierOptionsSetup
{
    public static IServiceCollection AddVerifierOptions(this IServiceCollection services)
    {
        services.AddOptions<VerifierOptions>().BindConfiguration("").ValidateOnStart();
        return services.AddSingleton<IValidateOptions<VerifierOptions>, VerifierOptions.Validator>();
    }
}
