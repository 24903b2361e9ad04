using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Attn.Domain;

/// <summary>
/// Proves that somebody had the code of a class session in time. The first signed-in student who uses it owns it.
/// </summary>
/// <param name="Id">
/// Its first half says where the ticket was taken out (<see cref="Place"/>), or both halves whose it is.
/// </param>
/// <param name="ExpiresAt">Until then it can be bound. A bound ticket is valid for its owner until the session's
/// end.</param>
public sealed record JoinTicket(Guid Id, Guid SessionId, DateTimeOffset ExpiresAt)
{
    /// <summary>Who scans, signs in and checks in within this time was in the room a moment ago.</summary>
    public static readonly TimeSpan LateAfter = TimeSpan.FromSeconds(90);

    /// <summary>
    /// Stands for a code and the address that sent it. Of a ticket that has been a student's from the start it means
    /// nothing.
    /// </summary>
    public ulong Place => BinaryPrimitives.ReadUInt64BigEndian(Id.ToByteArray(bigEndian: true));

    /// <summary>A ticket that has no owner yet.</summary>
    /// <param name="lifetime">How long it can be bound: long enough to sign in after scanning.</param>
    public static JoinTicket For(Guid sessionId, ulong place, DateTimeOffset now, TimeSpan lifetime)
    {
        Span<byte> id = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(id, place);
        RandomNumberGenerator.Fill(id[sizeof(ulong)..]);
        return new(new(id, bigEndian: true), sessionId, now + lifetime);
    }

    /// <summary>
    /// The ticket of a student who is signed in. Each student has one, however often the code is sent, so that nobody
    /// fills the store with owners.
    /// </summary>
    public static JoinTicket For(Guid sessionId, string studentNumber, DateTimeOffset now, TimeSpan lifetime)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{sessionId}:{studentNumber}"));
        return new(new(hash.AsSpan(0, 16), bigEndian: true), sessionId, now + lifetime);
    }

    public bool HasExpired(DateTimeOffset now) => now >= ExpiresAt;

    /// <summary>Whether it was taken out so long ago that it may have been passed on to somebody elsewhere.</summary>
    public bool IsLate(DateTimeOffset now, TimeSpan lifetime) => now >= ExpiresAt - lifetime + LateAfter;
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
