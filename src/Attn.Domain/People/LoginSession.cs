namespace Attn.Domain;

/// <summary>A signed-in user on one device. A token names it and is worthless once it is gone.</summary>
public sealed record LoginSession
{
    public required Guid Id { get; init; }

    public required string UserNumber { get; init; }

    public required string FullName { get; init; }

    public required UserRole Role { get; init; }

    /// <summary>UTC; renewals extend <see cref="ExpiresAt"/> only up to a fixed time after this.</summary>
    public required DateTimeOffset SignedInAt { get; init; }

    /// <summary>UTC, exclusive.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    // A method, because properties are stored.
    public LoginKey ToKey() => new(SignedInAt, Id);
}
