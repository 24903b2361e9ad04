namespace Attn.Aksis;

/// <summary>The portal's login page: where the credentials go, and the token that must go with them.</summary>
internal sealed record LoginPage(Uri Address, string Token);
