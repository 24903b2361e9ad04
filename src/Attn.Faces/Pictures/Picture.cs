namespace Attn.Faces.Pictures;

/// <summary>Pixels in memory, three bytes each (red, green, blue). Smaller versions are made on demand.</summary>
internal sealed class Picture
{
    public const int Channels = 3;

    /// <summary>Maximum width and height after reading, in pixels. Faces of 1/20 of it are still found.</summary>
    public const int MaxSide = 1280;

    private readonly List<Picture> _levels;

    public Picture(byte[] pixels, int width, int height)
    {
        if (pixels.Length != width * height * Channels)
            throw new ArgumentException("Expected three bytes per pixel.", nameof(pixels));
        (Pixels, Width, Height) = (pixels, width, height);
        _levels = [this];
    }

    public byte[] Pixels { get; }

    public int Width { get; }

    public int Height { get; }

    public int LongerSide => Math.Max(Width, Height);

    /// <returns><c>null</c> if the file is not a readable JPEG or PNG, or too large.</returns>
    public static Picture? Read(ReadOnlyMemory<byte> file) =>
        PictureReader.Read(
            file,
            MaxSide,
            image =>
                image.Bands == Channels ? new Picture(image.WriteToMemory<byte>(), image.Width, image.Height) : null!
        );

    /// <summary>
    /// The picture halved <paramref name="wanted"/> times by averaging 2×2 pixels, or as often as possible. Pixel (i,
    /// j) of level L is centred on ((i + ½)·2^L − ½, …) of the whole picture.
    /// </summary>
    public Picture Level(int wanted, out int level)
    {
        while (_levels.Count <= wanted && _levels[^1] is { Width: > 1, Height: > 1 } last)
            _levels.Add(last.Halved());
        level = Math.Min(wanted, _levels.Count - 1);
        return _levels[level];
    }

    /// <summary>Rotates the picture clockwise by quarter turns.</summary>
    public Picture Rotated(int quarters)
    {
        var (width, height) = quarters % 2 == 0 ? (Width, Height) : (Height, Width);
        var pixels = new byte[Pixels.Length];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (fromX, fromY) = quarters switch
                {
                    1 => (y, Height - 1 - x),
                    2 => (Width - 1 - x, Height - 1 - y),
                    3 => (Width - 1 - y, x),
                    _ => (x, y),
                };
                Pixels
                    .AsSpan(((fromY * Width) + fromX) * Channels, Channels)
                    .CopyTo(pixels.AsSpan(((y * width) + x) * Channels));
            }
        }
        return new(pixels, width, height);
    }

    private Picture Halved()
    {
        var (width, height, row) = (Width / 2, Height / 2, Width * Channels);
        var pixels = new byte[width * height * Channels];
        var to = 0;
        for (var y = 0; y < height; y++)
        {
            var from = 2 * y * row;
            for (var x = 0; x < width; x++, from += 2 * Channels)
            {
                for (var channel = from; channel < from + Channels; channel++)
                {
                    var sum =
                        Pixels[channel]
                        + Pixels[channel + Channels]
                        + Pixels[channel + row]
                        + Pixels[channel + row + Channels];
                    pixels[to++] = (byte)((sum + 2) / 4);
                }
            }
        }
        return new(pixels, width, height);
    }
}
