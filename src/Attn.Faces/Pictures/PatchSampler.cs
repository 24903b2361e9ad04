namespace Attn.Faces.Pictures;

/// <summary>Samples a square patch of a picture with bilinear interpolation; outside the picture is black.</summary>
internal static class PatchSampler
{
    /// <summary>
    /// Fills <paramref name="patch"/> with side × side pixels of three values, 0 to 255. A patch with a step of two or
    /// more pixels is sampled from a smaller version of the picture, so that no pixels are skipped.
    /// </summary>
    public static void Sample(Picture picture, in Placement placement, int side, Span<float> patch)
    {
        // The small constant keeps a rounding error from selecting the level below at a step of exactly 2, 4, ….
        var wanted = Math.Max(0, (int)Math.Floor(Math.Log2(placement.Step) + 1e-6));
        var source = picture.Level(wanted, out var level);
        var placed = OnLevel(placement, level);
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
                SamplePixel(source, placed[x, y], patch.Slice(((y * side) + x) * Picture.Channels, Picture.Channels));
        }
    }

    private static Placement OnLevel(in Placement placement, int level)
    {
        var scale = 1.0 / (1 << level);
        var offset = (0.5 * scale) - 0.5;
        return new(
            placement.A * scale,
            placement.B * scale,
            (placement.X * scale) + offset,
            (placement.Y * scale) + offset
        );
    }

    private static void SamplePixel(Picture source, Point at, Span<float> pixel)
    {
        var (left, top) = ((int)Math.Floor(at.X), (int)Math.Floor(at.Y));
        if (left < -1 || top < -1 || left >= source.Width || top >= source.Height)
        {
            pixel.Clear();
            return;
        }

        var (right, down) = ((float)(at.X - left), (float)(at.Y - top));
        if (left >= 0 && top >= 0 && left < source.Width - 1 && top < source.Height - 1)
            Inside(source, left, top, right, down, pixel);
        else
            OnTheEdge(source, left, top, right, down, pixel);
    }

    private static void Inside(Picture source, int left, int top, float right, float down, Span<float> pixel)
    {
        var row = source.Width * Picture.Channels;
        var upper = source.Pixels.AsSpan(((top * source.Width) + left) * Picture.Channels, 2 * Picture.Channels);
        var lower = source.Pixels.AsSpan(
            (((top * source.Width) + left) * Picture.Channels) + row,
            2 * Picture.Channels
        );
        for (var c = 0; c < Picture.Channels; c++)
        {
            var above = upper[c] + ((upper[c + Picture.Channels] - upper[c]) * right);
            var below = lower[c] + ((lower[c + Picture.Channels] - lower[c]) * right);
            pixel[c] = above + ((below - above) * down);
        }
    }

    private static void OnTheEdge(Picture source, int left, int top, float right, float down, Span<float> pixel)
    {
        for (var c = 0; c < Picture.Channels; c++)
        {
            var above = (At(source, left, top, c) * (1 - right)) + (At(source, left + 1, top, c) * right);
            var below = (At(source, left, top + 1, c) * (1 - right)) + (At(source, left + 1, top + 1, c) * right);
            pixel[c] = (above * (1 - down)) + (below * down);
        }
    }

    private static float At(Picture source, int x, int y, int channel) =>
        x < 0 || y < 0 || x >= source.Width || y >= source.Height
            ? 0
            : source.Pixels[(((y * source.Width) + x) * Picture.Channels) + channel];
}
