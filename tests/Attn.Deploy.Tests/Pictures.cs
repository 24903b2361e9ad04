using Attn.EndToEnd.Tests.Faces;

namespace Attn.Deploy.Tests;

internal static class Pictures
{
    public const int Largest = 8 * 1024 * 1024;

    /// <summary>
    /// A real picture of Anna of exactly this size, padded with comment segments after its first marker.
    /// </summary>
    public static byte[] Of(int bytes)
    {
        // A comment has two bytes of marker and two of length, which counts itself.
        const int most = 0xFFFF + 2;
        const int least = 4;
        var face = SampleFaces.AnnaSmiling;
        using var picture = new MemoryStream(bytes);
        picture.Write(face.AsSpan(0, 2));
        for (var left = bytes - face.Length; left > 0; )
        {
            var size = left - most is > 0 and < least ? most - least : Math.Min(left, most);
            picture.Write([0xFF, 0xFE, (byte)((size - 2) >> 8), (byte)(size - 2)]);
            picture.Write(new byte[size - 4]);
            left -= size;
        }

        picture.Write(face.AsSpan(2));
        return picture.ToArray();
    }
}
