using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Attn.Domain;

/// <summary>
/// Proves that somebody had the code of a class session in time. The first signed-in student who uses it owns it.
/// </summary>
/// <param name="ExpiresAt">Until then it can be bound. A bound ticket is valid for its owner until the session's
/// end.</param>
public sealed record JoinTicket(Guid Id, Guid SessionId, DateTimeOffset ExpiresAt)
{
    /// <summary>Long enough to sign in after scanning.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(3);

    public static JoinTicket For(Guid sessionId, DateTimeOffset now) => new(Guid.NewGuid(), sessionId, now + Lifetime);

    public bool HasExpired(DateTimeOffset now) => now >= ExpiresAt;
}

/// <summary>
/// Writes tickets as texts that nobody else can make (HMAC-SHA256 under a key derived from the program's secret) and
/// reads them, so that a caller who is not signed in makes the program store nothing.
/// </summary>
public sealed class JoinTickets
{
    /// <summary>Length of a ticket as text.</summary>
    public const int Length = 75;

    private const int GuidBytes = 16;
    private const int BodyBytes = GuidBytes + GuidBytes + sizeof(long);
    private const int MacBytes = 16;
    private readonly byte[][] _keys;

    /// <param name="secrets">The first signs; signatures of all are accepted.</param>
    public JoinTickets(params IReadOnlyList<string> secrets) =>
        _keys = [.. secrets.Select(secret => KeyDerivation.DeriveKey(secret, 32, "attn join tickets"))];

    public string Write(JoinTicket ticket)
    {
        Span<byte> text = stackalloc byte[BodyBytes + MacBytes];
        ticket.Id.TryWriteBytes(text, bigEndian: true, out _);
        ticket.SessionId.TryWriteBytes(text[GuidBytes..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(
            text[(GuidBytes + GuidBytes)..],
            ticket.ExpiresAt.ToUnixTimeMilliseconds()
        );
        Mac(_keys[0], text[..BodyBytes]).CopyTo(text[BodyBytes..]);
        return Base64Url.EncodeToString(text);
    }

    /// <summary>The ticket, expired or not; <c>null</c> if this program did not sign it.</summary>
    public JoinTicket? Read(string text)
    {
        // Compare the number of bytes too: white space and padding are valid Base64Url but carry no data.
        if (text.Length != Length || !Base64Url.IsValid(text, out var length) || length != BodyBytes + MacBytes)
            return null;
        ReadOnlySpan<byte> bytes = Base64Url.DecodeFromChars(text);
        var isOurs = false;
        foreach (var key in _keys)
            isOurs |= CryptographicOperations.FixedTimeEquals(Mac(key, bytes[..BodyBytes]), bytes[BodyBytes..]);
        if (!isOurs)
            return null;
        var expiresAt = DateTimeOffset.FromUnixTimeMilliseconds(
            BinaryPrimitives.ReadInt64BigEndian(bytes[(GuidBytes + GuidBytes)..])
        );
        return new(
            new(bytes[..GuidBytes], bigEndian: true),
            new(bytes.Slice(GuidBytes, GuidBytes), bigEndian: true),
            expiresAt
        );
    }

    private static ReadOnlySpan<byte> Mac(byte[] key, ReadOnlySpan<byte> body) =>
        HMACSHA256.HashData(key, body).AsSpan(0, MacBytes);
}
