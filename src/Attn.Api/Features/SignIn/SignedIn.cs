using Attn.Aksis;

namespace Attn.Api.Features.SignIn;

/// <summary>A user with a new LoginSession, and the token that names it.</summary>
internal sealed record SignedIn(string Token, PortalUser User);
