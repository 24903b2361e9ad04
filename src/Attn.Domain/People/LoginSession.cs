namespace Attn.Domain;

/// <summary>A signed-in user on one device. A token names it; when it is gone, that token is worth nothing.</summary>
public sealed record LoginSession
{
    public required Guid Id { get; init; }

    public required string UserNumber { get; init; }

    public required string FullName { get; init; }

    public required UserRole Role { get; init; }

    /// <summary>UTC; renewals slide <see cref="ExpiresAt"/> only so far from here.</summary>
    public required DateTimeOffset SignedInAt { get; init; }

    /// <summary>UTC, exclusive.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
