namespace Attn.Faces.Tests;

/// <summary>Meaningless but reproducible pixels; the reference values were computed from them.</summary>
internal static class SyntheticPixels
{
    public static float[] Make(int count)
    {
        var pixels = new float[count];
        var state = 12345u;
        for (var i = 0; i < count; i++)
        {
            state = unchecked((state * 1103515245) + 12345);
            pixels[i] = (((i * 7) >> 4) + (int)((state >> 16) & 63)) & 255;
        }
        return pixels;
    }
}
