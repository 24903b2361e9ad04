namespace Attn.Domain;

/// <summary>Whether a student agreed to face checks: to which text, and when.</summary>
/// <param name="TextVersion">The text that was agreed to last; without any consent, the one that was refused.</param>
/// <param name="GivenAt">UTC; <c>null</c>: never consented.</param>
/// <param name="WithdrawnAt">UTC; set while the student does not want face checks.</param>
public sealed record FaceConsent(
    string StudentNumber,
    string TextVersion,
    DateTimeOffset? GivenAt,
    DateTimeOffset? WithdrawnAt
)
{
    public bool IsWithdrawn => WithdrawnAt is not null;

    /// <summary>Whether the student agreed to this version of the text. A new version needs a new answer.</summary>
    public bool Covers(string textVersion) => !IsWithdrawn && TextVersion == textVersion;
}
