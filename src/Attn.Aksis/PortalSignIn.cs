using System.Diagnostics.CodeAnalysis;

namespace Attn.Aksis;

/// <summary>The result of a sign-in at the portal: either the user, or the reason why nobody was signed in.</summary>
public sealed record PortalSignIn
{
    public PortalSignIn(PortalUser user) => User = user;

    public PortalSignIn(PortalRefusal refusal) => Refusal = refusal;

    public PortalUser? User { get; }

    public PortalRefusal? Refusal { get; }

    [MemberNotNullWhen(true, nameof(User))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsSignedIn => User is not null;
}
