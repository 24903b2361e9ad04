namespace Attn.Api.Features.SignIn;

/// <summary>Why nobody was signed in.</summary>
internal enum SignInRefusal
{
    WrongCredentials,

    /// <summary>The portal knows the user, but neither as a teacher nor as a student.</summary>
    UnknownRole,

    PortalUnavailable,

    /// <summary>Too many others wait for the portal; it was not asked.</summary>
    PortalBusy,

    /// <summary>
    /// Wrong, as many tries before; or the portal was not asked, because too many tries for this username or from this
    /// address wait.
    /// </summary>
    TooManyFailures,
}
