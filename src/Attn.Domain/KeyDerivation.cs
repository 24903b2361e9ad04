using System.Security.Cryptography;
using System.Text;

namespace Attn.Domain;

/// <summary>
/// Keys for one purpose each, derived from the program's secret by HKDF-SHA256, so that what one of them makes says
/// nothing about another.
/// </summary>
public static class KeyDerivation
{
    /// <param name="secret">The program's secret; read as UTF-8.</param>
    /// <param name="length">Bytes of the key.</param>
    /// <param name="info">Names the purpose. Changing it changes the key: everything made under the old one is
    /// void.</param>
    public static byte[] DeriveKey(string secret, int length, string info) =>
        HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            Encoding.UTF8.GetBytes(secret),
            length,
            info: Encoding.UTF8.GetBytes(info)
        );
}
