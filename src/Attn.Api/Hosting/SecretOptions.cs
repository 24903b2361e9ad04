using System.Text;
using Attn.Faces.Contracts;
using Microsoft.Extensions.Options;

namespace Attn.Api.Hosting;

/// <summary>The two secrets of the program. Development has defaults; Production starts only with real ones.</summary>
public sealed class SecretOptions
{
    /// <summary>The shortest secret, in bytes of UTF-8.</summary>
    public const int MinBytes = 32;

    internal const string DevelopmentSecretKey = "attn-development-secret-key-not-for-production";
    internal const string DevelopmentWebhookKey = FaceSignatures.DevelopmentKey;

    /// <summary>Signs tokens and encrypts pictures.</summary>
    [ConfigurationKeyName("SECRET_KEY")]
    public string SecretKey { get; set; } = DevelopmentSecretKey;

    /// <summary>Signs what the program and the face verifier say to each other.</summary>
    [ConfigurationKeyName("WEBHOOK_SECRET_KEY")]
    public string WebhookSecretKey { get; set; } = DevelopmentWebhookKey;

    internal sealed class Validator(IHostEnvironment environment) : IValidateOptions<SecretOptions>
    {
        public ValidateOptionsResult Validate(string? name, SecretOptions options)
        {
            string[] problems =
            [
                .. WhatIsWrong("SECRET_KEY", options.SecretKey, DevelopmentSecretKey),
                .. WhatIsWrong("WEBHOOK_SECRET_KEY", options.WebhookSecretKey, DevelopmentWebhookKey),
            ];
            return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
        }

        private IEnumerable<string> WhatIsWrong(string variable, string value, string developmentDefault)
        {
            const string remedy = "Set it to a random text, for example from: openssl rand -hex 32";
            if (value == developmentDefault && !environment.IsDevelopment())
                yield return $"{variable} is not set. {remedy}";
            else if (Encoding.UTF8.GetByteCount(value) < MinBytes)
                yield return $"{variable} is shorter than {MinBytes} bytes. {remedy}";
        }
    }
}
