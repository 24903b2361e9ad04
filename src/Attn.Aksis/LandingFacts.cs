namespace Attn.Aksis;

/// <summary>Facts on the page after the login post.</summary>
/// <param name="IsRefusal">The portal refused the credentials.</param>
/// <param name="AsksToSignIn">The page holds the sign-in form, so nobody is signed in.</param>
/// <param name="IsTeacher">The page holds the teacher's mark.</param>
/// <param name="TeacherName">Without titles; null if the page holds no plausible name.</param>
/// <param name="HasEnded">The page is complete, so that a mark not found on it is really absent.</param>
internal sealed record LandingFacts(
    bool IsRefusal,
    bool AsksToSignIn,
    bool IsTeacher,
    string? TeacherName,
    bool HasEnded
);
