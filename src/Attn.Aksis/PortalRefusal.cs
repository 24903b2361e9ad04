namespace Attn.Aksis;

/// <summary>Why a sign-in at the portal brought no user.</summary>
public enum PortalRefusal
{
    WrongCredentials,

    /// <summary>
    /// The credentials are right, but the pages hold neither a teacher's mark nor a student's profile.
    /// </summary>
    UnknownRole,

    /// <summary>
    /// The portal is down, slow, or serves pages of an unknown shape. Nothing speaks against the credentials.
    /// </summary>
    Unavailable,

    /// <summary>
    /// The credentials were sent and no verdict came: a reset, a time-out, an error, or the caller left meanwhile. To
    /// the portal that may have been a failed try.
    /// </summary>
    NoVerdict,

    /// <summary>No turn came in time, or too many wait for one; the portal was not asked.</summary>
    Busy,
}
