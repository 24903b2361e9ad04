using System.Security.Cryptography;
using System.Text;
using Attn.Domain;

namespace Attn.Storage.Limits;

/// <summary>
/// The names of what is counted. They contain nothing personal but a user's number: addresses and typed names are
/// hashed under a secret.
/// </summary>
public sealed class RateKeys
{
    private readonly byte[] _secret;

    /// <param name="secret">
    /// The program's <c>SECRET_KEY</c>, the same in all replicas. A key is derived from it.
    /// </param>
    public RateKeys(string secret) => _secret = KeyDerivation.DeriveKey(secret, 32, "attn rates");

    public static string OfUser(string limit, string userNumber) => $"{limit}:{userNumber}";

    /// <summary>The key of an address, of a username, or of both together.</summary>
    public string Of(string limit, params IReadOnlyList<string> parts)
    {
        // With their lengths, so that ("ab", "c") and ("a", "bc") differ.
        var text = string.Concat(parts.Select(part => $"{part.Length}:{part}"));
        var hash = HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(text));
        return $"{limit}:{Convert.ToHexStringLower(hash.AsSpan(0, 16))}";
    }
}
