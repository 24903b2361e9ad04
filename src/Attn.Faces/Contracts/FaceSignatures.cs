using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Attn.Faces.Contracts;

/// <summary>
/// Signatures between the main app and the face verifier: lower-case hex HMAC-SHA256 under a shared secret.
/// A check accepts several keys, so that a secret can be changed while signed requests are under way.
/// </summary>
public static class FaceSignatures
{
    /// <summary>Header of a request to the verifier; see <see cref="SignRequest"/>.</summary>
    public const string RequestHeader = "X-Verification-Signature";

    /// <summary>Header of a verdict posted to the main app; see <see cref="Sign"/>.</summary>
    public const string WebhookHeader = "X-Webhook-Signature";

    /// <summary>The default key of both programs in Development; refused in Production.</summary>
    public const string DevelopmentKey = "attn-development-webhook-key-not-for-production";

    /// <summary>Minimum length of a key, in bytes of UTF-8.</summary>
    public const int MinKeyBytes = 32;

    /// <summary>Signs the exact bytes of a body; the same object serialized again could differ.</summary>
    public static string Sign(ReadOnlySpan<byte> body, string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), body));
    }

    /// <summary>Whether this could be a signature at all, which needs no body to tell.</summary>
    public static bool IsWellFormed([NotNullWhen(true)] string? signature) =>
        signature is { Length: 2 * HMACSHA256.HashSizeInBytes } && signature.All(char.IsAsciiHexDigitLower);

    /// <summary>True if one of the keys made this signature of this body.</summary>
    public static bool Verify(ReadOnlySpan<byte> body, string? signature, IReadOnlyList<string> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (signature is null)
            return false;

        var given = Encoding.UTF8.GetBytes(signature);
        var matches = false;
        // Every key is tried, so that the time taken does not reveal which one matched.
        foreach (var key in keys)
            matches |= CryptographicOperations.FixedTimeEquals(given, Encoding.ASCII.GetBytes(Sign(body, key)));
        return matches;
    }

    /// <summary>
    /// Signs <c>verification_id.sha256(picture).sha256(intended_picture)</c>, hashes in lower-case hex, so that a
    /// captured signature is useless for other pictures or under another id.
    /// </summary>
    public static string SignRequest(
        Guid verificationId,
        ReadOnlySpan<byte> picture,
        ReadOnlySpan<byte> intendedPicture,
        string key
    ) => Sign(RequestText(verificationId, picture, intendedPicture), key);

    /// <summary>True if one of the keys made this signature of this request.</summary>
    public static bool VerifyRequest(
        Guid verificationId,
        ReadOnlySpan<byte> picture,
        ReadOnlySpan<byte> intendedPicture,
        string? signature,
        IReadOnlyList<string> keys
    ) => Verify(RequestText(verificationId, picture, intendedPicture), signature, keys);

    private static byte[] RequestText(
        Guid verificationId,
        ReadOnlySpan<byte> picture,
        ReadOnlySpan<byte> intendedPicture
    ) => Encoding.ASCII.GetBytes($"{verificationId:D}.{Digest(picture)}.{Digest(intendedPicture)}");

    private static string Digest(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
