using System.Text;
using Attn.Faces.Contracts;
using Microsoft.Extensions.Options;

namespace Attn.Api.Platform.Options;

/// <summary>
/// The two secrets of the program. Development has defaults; Production starts only with real ones. While one is being
/// changed, the other one is accepted too, so that nobody is signed out and no verdict is lost.
/// </summary>
public sealed class SecretOptions
{
    /// <summary>The shortest secret, in bytes of UTF-8.</summary>
    public const int MinBytes = 32;

    internal const string DevelopmentSecretKey = "attn-development-secret-key-not-for-production";
    internal const string DevelopmentWebhookKey = FaceSignatures.DevelopmentKey;

    /// <summary>Signs tokens and encrypts pictures.</summary>
    [ConfigurationKeyName("SECRET_KEY")]
    public string SecretKey { get; set; } = DevelopmentSecretKey;

    /// <summary>
    /// While <c>SECRET_KEY</c> is being changed: the other one. It reads tokens, codes and pictures, but makes none.
    /// </summary>
    [ConfigurationKeyName("SECRET_KEY_PREVIOUS")]
    public string PreviousSecretKey { get; set; } = "";

    /// <summary>Signs the messages between the program and the face verifier.</summary>
    [ConfigurationKeyName("WEBHOOK_SECRET_KEY")]
    public string WebhookSecretKey { get; set; } = DevelopmentWebhookKey;

    /// <summary>
    /// While <c>WEBHOOK_SECRET_KEY</c> is being changed: the other one, under which verdicts are accepted too.
    /// </summary>
    [ConfigurationKeyName("WEBHOOK_SECRET_KEY_PREVIOUS")]
    public string PreviousWebhookSecretKey { get; set; } = "";

    /// <summary>The first one makes tokens, codes and pictures; each may have made what is read.</summary>
    internal string[] SecretKeys => WithPrevious(SecretKey, PreviousSecretKey);

    /// <summary>The first one signs; each may have signed what arrives.</summary>
    internal string[] WebhookSecretKeys => WithPrevious(WebhookSecretKey, PreviousWebhookSecretKey);

    private static string[] WithPrevious(string key, string previous) => previous.Length == 0 ? [key] : [key, previous];

    internal sealed class Validator(IHostEnvironment environment) : IValidateOptions<SecretOptions>
    {
        public ValidateOptionsResult Validate(string? name, SecretOptions options)
        {
            string[] problems =
            [
                .. FindProblems("SECRET_KEY", options.SecretKey, DevelopmentSecretKey),
                .. FindProblems("WEBHOOK_SECRET_KEY", options.WebhookSecretKey, DevelopmentWebhookKey),
                .. ValidatePrevious("SECRET_KEY_PREVIOUS", options.PreviousSecretKey),
                .. ValidatePrevious("WEBHOOK_SECRET_KEY_PREVIOUS", options.PreviousWebhookSecretKey),
                .. FindShared(options),
            ];
            return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
        }

        private IEnumerable<string> FindProblems(string variable, string value, string developmentDefault)
        {
            const string remedy = "Set it to a random text, for example from: openssl rand -hex 32";
            if (value == developmentDefault && !environment.IsDevelopment())
                yield return $"{variable} is not set. {remedy}";
            else if (IsKnown(value))
                yield return $"{variable} contains the secret of Development, which everybody knows. {remedy}";
            else if (Encoding.UTF8.GetByteCount(value) < MinBytes)
                yield return $"{variable} is shorter than {MinBytes} bytes. {remedy}";
            else if (IsRepetitive(value))
                yield return $"{variable} repeats itself, so that it can be guessed. {remedy}";
        }

        /// <summary>A secret that everybody knows is as dangerous in second place as in first.</summary>
        private IEnumerable<string> ValidatePrevious(string variable, string value)
        {
            const string remedy = "Leave it empty unless the secret is being changed.";
            if (IsKnown(value))
                yield return $"{variable} contains the secret of Development. {remedy}";
            else if (value.Length > 0 && Encoding.UTF8.GetByteCount(value) < MinBytes)
                yield return $"{variable} is shorter than {MinBytes} bytes. {remedy}";
            else if (value.Length > 0 && IsRepetitive(value))
                yield return $"{variable} repeats itself, so that it can be guessed. {remedy}";
        }

        /// <summary>
        /// Who runs the face service knows the one, and must not be able to sign tokens with the other.
        /// </summary>
        private IEnumerable<string> FindShared(SecretOptions options)
        {
            if (!environment.IsDevelopment() && AreAlike(options.SecretKeys, options.WebhookSecretKeys))
                yield return "SECRET_KEY or SECRET_KEY_PREVIOUS is nearly the same as WEBHOOK_SECRET_KEY or "
                    + "WEBHOOK_SECRET_KEY_PREVIOUS. Give each a random text of its own, for example from: "
                    + "openssl rand -hex 32";
        }

        private bool IsKnown(string value) =>
            !environment.IsDevelopment()
            && (
                value.Contains(DevelopmentSecretKey, StringComparison.OrdinalIgnoreCase)
                || value.Contains(DevelopmentWebhookKey, StringComparison.OrdinalIgnoreCase)
            );

        private static bool AreAlike(string[] some, string[] others) =>
            some.Any(one =>
                others.Any(other =>
                    one.Contains(other, StringComparison.OrdinalIgnoreCase)
                    || other.Contains(one, StringComparison.OrdinalIgnoreCase)
                )
            );

        private bool IsRepetitive(string value) => !environment.IsDevelopment() && SecretStrength.IsRepetitive(value);
    }
}
