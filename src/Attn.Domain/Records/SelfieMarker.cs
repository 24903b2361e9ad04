using System.Security.Cryptography;
using System.Text;

namespace Attn.Domain;

/// <summary>
/// Makes the marks of selfies, under a key derived from the program's secret. Without it a mark says nothing, and two
/// of one student only how much the pictures differ.
/// </summary>
public sealed class SelfieMarker
{
    private const int ExactBytes = 16;
    private readonly byte[][] _keys;

    /// <param name="secrets">The first one's marks are kept; those of the others only recognise older ones.</param>
    public SelfieMarker(params IReadOnlyList<string> secrets)
    {
        if (secrets.Count == 0)
            throw new ArgumentException("At least one secret is needed.", nameof(secrets));
        _keys = [.. secrets.Select(secret => KeyDerivation.DeriveKey(secret, 32, "attn selfies"))];
    }

    /// <param name="coarseHash">32 bytes; <c>null</c>: the picture could not be decoded.</param>
    /// <returns>One mark for each secret, in their order.</returns>
    public IReadOnlyList<SelfieMark> Mark(string studentNumber, ReadOnlySpan<byte> selfie, byte[]? coarseHash)
    {
        var marks = new SelfieMark[_keys.Length];
        for (var i = 0; i < marks.Length; i++)
        {
            var exact = Hash(_keys[i], $"exact {studentNumber}\n", selfie)[..ExactBytes];
            marks[i] = new(
                Convert.ToHexStringLower(exact),
                coarseHash is null ? null : Convert.ToHexStringLower(Masked(coarseHash, studentNumber, _keys[i]))
            );
        }
        return marks;
    }

    // One mask for all pictures of a student, so that the number of different bits stays what it was.
    private static byte[] Masked(byte[] coarseHash, string studentNumber, byte[] key) =>
        [.. coarseHash.Zip(Hash(key, $"mask {studentNumber}\n", []), (bits, mask) => (byte)(bits ^ mask))];

    private static byte[] Hash(byte[] key, string purpose, ReadOnlySpan<byte> bytes)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(Encoding.UTF8.GetBytes(purpose));
        hash.AppendData(bytes);
        return hash.GetHashAndReset();
    }
}
