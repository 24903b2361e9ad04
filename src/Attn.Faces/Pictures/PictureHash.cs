using NetVips;

namespace Attn.Faces.Pictures;

/// <summary>
/// 256 bits of what a picture shows: the signs of its lowest 16×16 frequencies against their median. The same picture
/// stored again (encoded, resized) keeps nearly all of them; another photo keeps about half.
/// </summary>
public static class PictureHash
{
    public const int Bytes = Frequencies * Frequencies / 8;

    private const int Side = 64;
    private const int Frequencies = 16;

    private static readonly double[,] Cosines = MakeCosines();

    /// <returns><c>null</c>: the picture cannot be read.</returns>
    public static byte[]? Of(ReadOnlyMemory<byte> picture) =>
        PictureReader.Read(picture, maxSide: 4 * Side, image => OfPixels(GreyPixels(image)));

    private static byte[] GreyPixels(Image image)
    {
        using var small = image.ThumbnailImage(Side, height: Side, size: Enums.Size.Force);
        using var grey = small.Colourspace(Enums.Interpretation.Bw);
        return grey.WriteToMemory<byte>();
    }

    private static byte[] OfPixels(byte[] pixels)
    {
        var rows = new double[Side, Frequencies];
        for (var y = 0; y < Side; y++)
        {
            for (var k = 0; k < Frequencies; k++)
            {
                for (var x = 0; x < Side; x++)
                    rows[y, k] += pixels[(y * Side) + x] * Cosines[k, x];
            }
        }
        var values = new double[Frequencies * Frequencies];
        for (var i = 0; i < values.Length; i++)
        {
            for (var y = 0; y < Side; y++)
                values[i] += rows[y, i % Frequencies] * Cosines[i / Frequencies, y];
        }
        var median = values.Order().ElementAt(values.Length / 2);
        var hash = new byte[Bytes];
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] > median)
                hash[i / 8] |= (byte)(1 << (i % 8));
        }
        return hash;
    }

    // Without the constant, which is brightness.
    private static double[,] MakeCosines()
    {
        var cosines = new double[Frequencies, Side];
        for (var k = 0; k < Frequencies; k++)
        {
            for (var x = 0; x < Side; x++)
                cosines[k, x] = Math.Cos(Math.PI * (k + 1) * (x + 0.5) / Side);
        }
        return cosines;
    }
}
