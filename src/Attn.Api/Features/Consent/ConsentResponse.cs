using System.ComponentModel;
using Attn.Domain;

namespace Attn.Api.Features.Consent;

/// <summary>What a student is asked, and what the student answered.</summary>
internal sealed record ConsentResponse
{
    [Description("Whether faces are compared only after consent.")]
    public required bool Required { get; init; }

    [Description("The version of the text; send it back with the answer.")]
    public required string TextVersion { get; init; }

    [Description("The text to show, in Turkish and English.")]
    public required ConsentText Text { get; init; }

    [Description("Whether the student has agreed to this version of the text and not withdrawn since.")]
    public required bool Consented { get; init; }

    [Description("When the student last agreed, to this or an older version.")]
    public required DateTimeOffset? ConsentedAt { get; init; }

    [Description("When the student withdrew or refused; null after agreeing again.")]
    public required DateTimeOffset? WithdrawnAt { get; init; }

    public static ConsentResponse Of(FaceConsent? consent, bool required) =>
        new()
        {
            Required = required,
            TextVersion = ConsentText.Version,
            Text = ConsentText.Current,
            Consented = consent?.Covers(ConsentText.Version) == true,
            ConsentedAt = consent?.GivenAt,
            WithdrawnAt = consent?.WithdrawnAt,
        };
}
