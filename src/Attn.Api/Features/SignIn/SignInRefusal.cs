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
    /// Wrong, as many tries before; or the portal was not asked, because too many tries for this username wait.
    /// </summary>
    TooManyFailures,

    /// <summary>
    /// Too many tries from this address have failed or are under way, under whatever names; the portal was not asked.
    /// </summary>
    TooManyFromAddress,
}
