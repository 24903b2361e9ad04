namespace Attn.Aksis;

/// <summary>Why a sign-in at the portal brought no user.</summary>
public enum PortalRefusal
{
    WrongCredentials,

    /// <summary>
    /// The credentials are right, but the pages hold neither a teacher's mark nor a student's profile.
    /// </summary>
    UnknownRole,

    /// <summary>The portal is down, slow, or serves pages of an unknown shape.</summary>
    Unavailable,
}
