namespace Attn.Domain;

/// <summary>Names a LoginSession and puts it in the order of sign-ins.</summary>
public sealed record LoginKey(DateTimeOffset SignedInAt, Guid Id);
