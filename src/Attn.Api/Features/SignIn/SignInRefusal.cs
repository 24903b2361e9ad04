namespace Attn.Api.Features.SignIn;

/// <summary>Why nobody was signed in.</summary>
internal enum SignInRefusal
{
    WrongCredentials,

    /// <summary>The portal knows the user, but neither as a teacher nor as a student.</summary>
    UnknownRole,

    PortalUnavailable,

    /// <summary>Too many wrong passwords for this username from this address; the portal was not asked.</summary>
    TooManyFailures,
}
