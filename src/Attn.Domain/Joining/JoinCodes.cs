using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Attn.Domain;

/// <summary>
/// The codes by which students in the room join a class session: HMAC-SHA256 of the session's id and the time step,
/// under a key derived from the program's secret. Every replica makes and checks the same codes, and nothing is
/// stored.
/// </summary>
public sealed class JoinCodes
{
    internal const int IdBytes = 16;
    internal const int MacBytes = 12;
    internal const int ScannedLength = 38;
    private const byte ScannedForm = 1;
    private const byte TypedForm = 2;
    private readonly byte[][] _keys;

    /// <param name="secrets">The first makes codes; all are accepted, so that a secret can be replaced during a
    /// class.</param>
    public JoinCodes(params IReadOnlyList<string> secrets) =>
        _keys = [.. secrets.Select(secret => KeyDerivation.DeriveKey(secret, 32, "attn join codes"))];

    /// <summary>The code in the QR picture: the session's id and a MAC of 96 bits, safe in an address.</summary>
    public string Scanned(Guid sessionId, JoinStep step)
    {
        Span<byte> code = stackalloc byte[IdBytes + MacBytes];
        sessionId.TryWriteBytes(code, bigEndian: true, out _);
        Mac(_keys[0], ScannedForm, sessionId, step).AsSpan(0, MacBytes).CopyTo(code[IdBytes..]);
        return Base64Url.EncodeToString(code);
    }

    /// <summary>The code to type. It does not name its session, so two sessions may have the same one.</summary>
    public string Typed(Guid sessionId, JoinStep step) => Typed(_keys[0], sessionId, step);

    /// <summary>Whether the code is that of this step or the one before.</summary>
    public bool Fits(JoinCode.Scanned code, DateTimeOffset now) =>
        AnyMatches(
            now,
            (key, step) =>
                CryptographicOperations.FixedTimeEquals(
                    Mac(key, ScannedForm, code.SessionId, step).AsSpan(0, MacBytes),
                    code.Mac.Span
                )
        );

    /// <summary>Whether the code is the session's of this step or the one before.</summary>
    public bool Fits(JoinCode.Typed code, Guid sessionId, DateTimeOffset now)
    {
        var given = Encoding.ASCII.GetBytes(code.Characters);
        return AnyMatches(
            now,
            (key, step) =>
                CryptographicOperations.FixedTimeEquals(given, Encoding.ASCII.GetBytes(Typed(key, sessionId, step)))
        );
    }

    /// <summary>Compares all of them, so that the time taken does not reveal which one matched.</summary>
    private bool AnyMatches(DateTimeOffset now, Func<byte[], JoinStep, bool> matches)
    {
        var step = JoinStep.At(now);
        var any = false;
        foreach (var key in _keys)
            any |= matches(key, step) | matches(key, step.Previous);
        return any;
    }

    private static string Typed(byte[] key, Guid sessionId, JoinStep step) =>
        TypedCodes.Write(BinaryPrimitives.ReadUInt64BigEndian(Mac(key, TypedForm, sessionId, step)));

    /// <summary>
    /// The form is part of what is signed, so that a code of one form reveals nothing about the other.
    /// </summary>
    private static byte[] Mac(byte[] key, byte form, Guid sessionId, JoinStep step)
    {
        Span<byte> text = stackalloc byte[1 + IdBytes + sizeof(long)];
        text[0] = form;
        sessionId.TryWriteBytes(text[1..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(text[(1 + IdBytes)..], step.Number);
        return HMACSHA256.HashData(key, text);
    }
}
