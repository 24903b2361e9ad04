namespace Attn.Aksis;

/// <summary>Facts about the student on a page of OBS.</summary>
/// <param name="HasProfile">The page has a number or a name, plausible or not.</param>
/// <param name="Number">Null if missing or not plausible.</param>
/// <param name="FullName">Null if missing or not plausible.</param>
/// <param name="AsksToSignIn">The page holds the sign-in form: OBS did not accept the portal's cookies.</param>
/// <param name="HasEnded">The page is complete.</param>
internal sealed record ProfileFacts(
    bool HasProfile,
    string? Number,
    string? FullName,
    bool AsksToSignIn,
    bool HasEnded
);
