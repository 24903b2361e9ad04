using System.Text;
using Attn.Faces.Contracts;
using Attn.Faces.Pictures;
using Attn.FaceVerifier.Webhooks;
using Microsoft.Extensions.Options;

namespace Attn.FaceVerifier;

/// <summary>Reports at start every wrong variable, each with its remedy.</summary>
internal sealed class VerifierOptionsValidator(IHostEnvironment environment) : IValidateOptions<VerifierOptions>
{
    private const int MaxWorkers = 256;
    private const int MaxQueueLength = 100_000;
    private const int MaxPictureMegabytes = 65_536;

    public ValidateOptionsResult Validate(string? name, VerifierOptions options)
    {
        string[] problems = [.. SecretProblems(options), .. OtherProblems(options)];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> SecretProblems(VerifierOptions options)
    {
        const string Remedy = "Set it to the main app's value, a random text such as: openssl rand -hex 32";
        if (options.AcceptedKeys.Contains(FaceSignatures.DevelopmentKey) && !environment.IsDevelopment())
            yield return $"WEBHOOK_SECRET_KEY is not set. {Remedy}";
        if (IsShort(options.WebhookSecretKey))
            yield return $"WEBHOOK_SECRET_KEY is shorter than {FaceSignatures.MinKeyBytes} bytes. {Remedy}";
        if (options.PreviousWebhookSecretKey.Length > 0 && IsShort(options.PreviousWebhookSecretKey))
            yield return $"WEBHOOK_SECRET_KEY_PREVIOUS is shorter than {FaceSignatures.MinKeyBytes} bytes. "
                + "Leave it empty unless the secret is being changed.";
        if (options.AcceptedKeys.Any(IsLongAndRepetitive) && !environment.IsDevelopment())
            yield return "WEBHOOK_SECRET_KEY or WEBHOOK_SECRET_KEY_PREVIOUS repeats itself, so that it can be guessed. "
                + Remedy;
    }

    private static IEnumerable<string> OtherProblems(VerifierOptions options)
    {
        foreach (var url in options.AllowedUrls.Where(url => WebhookTargets.Parse(url) is null))
            yield return $"MAIN_APP_BASE_URL or WEBHOOK_ALLOWED_URLS: '{url}' is not an http or https address "
                + "such as http://localhost:8000.";
        if (options.Workers is < 0 or > MaxWorkers)
            yield return $"FACE_WORKERS must be between 0 (one per core) and {MaxWorkers}.";
        if (options.PictureMemoryMegabytes is not (0 or (>= PictureMemory.MinMegabytes and <= MaxPictureMegabytes)))
            yield return $"PICTURE_MEMORY_MB must be 0 (by cores and memory) or between {PictureMemory.MinMegabytes}, "
                + $"which one picture may need, and {MaxPictureMegabytes}.";
        if (options.QueueLength is < 1 or > MaxQueueLength)
            yield return $"FACE_QUEUE_LENGTH must be between 1 and {MaxQueueLength}.";
    }

    private static bool IsLongAndRepetitive(string key) => !IsShort(key) && SecretStrength.IsRepetitive(key);

    private static bool IsShort(string key) => Encoding.UTF8.GetByteCount(key) < FaceSignatures.MinKeyBytes;
}
