using System.Security.Cryptography;
using System.Text;
using Attn.Domain;

namespace Attn.Storage;

/// <summary>
/// Encrypts pictures before they reach a store: AES-256-GCM under a key derived from the program's secret, bound to the
/// name they are stored under, so that no picture can replace another. Format: nonce (12 bytes), tag (16), ciphertext.
/// </summary>
public sealed class PictureCipher
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private readonly byte[][] _keys;

    /// <param name="secrets">
    /// The first encrypts; all decrypt, so that the secret can be replaced while pictures are stored.
    /// </param>
    public PictureCipher(params IReadOnlyList<string> secrets)
    {
        if (secrets.Count == 0)
            throw new ArgumentException("At least one secret is needed.", nameof(secrets));
        _keys = [.. secrets.Select(secret => KeyDerivation.DeriveKey(secret, 32, "attn pictures"))];
    }

    public byte[] Seal(byte[] picture, string name)
    {
        var sealedBytes = new byte[NonceSize + TagSize + picture.Length];
        var nonce = sealedBytes.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_keys[0], TagSize);
        aes.Encrypt(
            nonce,
            picture,
            sealedBytes.AsSpan(NonceSize + TagSize),
            sealedBytes.AsSpan(NonceSize, TagSize),
            Encoding.UTF8.GetBytes(name)
        );
        return sealedBytes;
    }

    /// <returns>
    /// The picture; <c>null</c>: it was sealed under another secret or name, or was altered, and cannot be used.
    /// </returns>
    public byte[]? Open(byte[] sealedBytes, string name)
    {
        if (sealedBytes.Length < NonceSize + TagSize)
            return null;
        foreach (var key in _keys)
        {
            if (TryOpen(key, sealedBytes, name) is { } picture)
                return picture;
        }

        return null;
    }

    private static byte[]? TryOpen(byte[] key, ReadOnlySpan<byte> sealedBytes, string name)
    {
        var picture = new byte[sealedBytes.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        try
        {
            aes.Decrypt(
                sealedBytes[..NonceSize],
                sealedBytes[(NonceSize + TagSize)..],
                sealedBytes.Slice(NonceSize, TagSize),
                picture,
                Encoding.UTF8.GetBytes(name)
            );
            return picture;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
