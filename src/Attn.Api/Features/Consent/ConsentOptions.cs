namespace Attn.Api.Features.Consent;

/// <summary>Whether a student has to agree before faces are compared.</summary>
public sealed class ConsentOptions
{
    /// <summary>Default true, in Development false. A withdrawal is respected in both cases.</summary>
    [ConfigurationKeyName("CONSENT_REQUIRED")]
    public bool? Required { get; set; }

    internal bool IsRequired(IHostEnvironment environment) => Required ?? !environment.IsDevelopment();
}
