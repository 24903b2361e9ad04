namespace Attn.Aksis;

/// <summary>What the page after the login post says.</summary>
/// <param name="IsRefusal">The portal refused the credentials.</param>
/// <param name="AsksToSignIn">The sign-in form stands there, so nobody is signed in.</param>
/// <param name="IsTeacher">The teacher's mark stands there.</param>
/// <param name="TeacherName">Without titles; null if there is none that could be a name.</param>
/// <param name="HasEnded">Whether a mark that is not there can be said to be missing.</param>
internal sealed record LandingFacts(
    bool IsRefusal,
    bool AsksToSignIn,
    bool IsTeacher,
    string? TeacherName,
    bool HasEnded
);

/// <summary>What a page of OBS says about the student.</summary>
/// <param name="HasProfile">Whether the page names a number or a name at all.</param>
/// <param name="Number">Null if missing or not plausible.</param>
/// <param name="FullName">Null if missing or not plausible.</param>
/// <param name="AsksToSignIn">The sign-in form stands there: OBS did not take the session over.</param>
internal sealed record ProfileFacts(
    bool HasProfile,
    string? Number,
    string? FullName,
    bool AsksToSignIn,
    bool HasEnded
);

/// <summary>A lesson of the portal's week.</summary>
/// <param name="Teachers">Without titles, possibly none.</param>
internal sealed record WeekLesson(
    string Name,
    IReadOnlyList<string> Teachers,
    DateTimeOffset Start,
    DateTimeOffset End
);
