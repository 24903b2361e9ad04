namespace Attn.Api.Features.Consent;

/// <summary>Whether a student has to agree before a face is compared.</summary>
public sealed class ConsentOptions
{
    /// <summary>Default true, in Development false. Who took the consent back is left alone either way.</summary>
    [ConfigurationKeyName("CONSENT_REQUIRED")]
    public bool? Required { get; set; }

    internal bool IsRequired(IHostEnvironment environment) => Required ?? !environment.IsDevelopment();
}
