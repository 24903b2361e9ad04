using NetVips;

namespace Attn.Bench.Faces;

/// <summary>
/// What somebody may do to a profile photo to pass it off as a selfie. <see cref="Expected"/> must be recognised as
/// copies; <see cref="Stronger"/> shows where that ends.
/// </summary>
internal static class PictureChanges
{
    private const int ScreenSide = 500;
    private const int RoomWidth = 900;
    private const int RoomHeight = 700;
    private const int RoomGrey = 20;

    public static IReadOnlyList<PictureChange> Expected { get; } =
    [
        new("mirrored", (photo, _) => photo.FlipHor()),
        new("brightness x 1.08", (photo, _) => photo * 1.08),
        new("contrast x 1.15", (photo, _) => Contrast(photo, 1.15)),
        new("grey", (photo, _) => Grey(photo)),
        new("20 of 250 cropped, brightness x 1.1", (photo, _) => Crop(photo, 0.08) * 1.1),
        new("JPEG 90", (photo, _) => photo, Quality: 90),
        new("JPEG 60", (photo, _) => photo, Quality: 60),
        new("JPEG 30", (photo, _) => photo, Quality: 30),
        new("resized x 0.7", (photo, _) => photo.Resize(0.7)),
        new("resized x 2", (photo, _) => photo.Resize(2)),
        new("blurred, sigma 1", (photo, _) => photo.Gaussblur(1)),
        new("rotated by 3 degrees", (photo, _) => photo.Rotate(3)),
        new("rotated by 10 degrees", (photo, _) => photo.Rotate(10)),
        new("photo of a screen", (photo, seed) => Screen(photo, seed)),
        new("photo of a screen, mirrored", (photo, seed) => Screen(photo, seed).FlipHor()),
        new("photo of a screen, grey, JPEG 60", (photo, seed) => Grey(Screen(photo, seed)), Quality: 60),
        new("mirrored, grey, cropped", (photo, _) => Grey(Crop(photo.FlipHor(), 0.08))),
        new(
            "mirrored, rotated by 5 degrees, contrast x 0.7, JPEG 50",
            (photo, _) => Contrast(photo.FlipHor().Rotate(5), 0.7),
            Quality: 50
        ),
    ];

    public static IReadOnlyList<PictureChange> Stronger { get; } =
    [
        new("JPEG 10", (photo, _) => photo, Quality: 10),
        new("resized x 0.4", (photo, _) => photo.Resize(0.4)),
        new("blurred, sigma 2", (photo, _) => photo.Gaussblur(2)),
        new("blurred, sigma 3", (photo, _) => photo.Gaussblur(3)),
        new("rotated by 25 degrees", (photo, _) => photo.Rotate(25)),
        new("brightness x 1.5", (photo, _) => photo * 1.5),
        new("contrast x 1.6", (photo, _) => Contrast(photo, 1.6)),
        new("gamma 0.6", (photo, _) => photo.Gamma(exponent: 0.6)),
        new("gamma 1.6", (photo, _) => photo.Gamma(exponent: 1.6)),
        new("white balance", (photo, _) => photo * new[] { 1.2, 1, 0.75 }),
        new(
            "light from a side",
            (photo, _) => photo * ((Image.Xyz(photo.Width, photo.Height)[0] / photo.Width * 0.6) + 0.4)
        ),
        new("noise, sigma 15", (photo, seed) => photo + Noise(photo, 15, seed)),
        new("noise, sigma 30", (photo, seed) => photo + Noise(photo, 30, seed)),
        new("a sixth cropped at each side", (photo, _) => Crop(photo, 0.16)),
        new("stretched by 15 %", (photo, _) => photo.Resize(1.15, vscale: 1)),
        new("photo of a screen, blur 3", (photo, seed) => Screen(photo, seed, blur: 3)),
        new("photo of a screen, corners by 40 to 80", (photo, seed) => Screen(photo, seed, min: 40, max: 80)),
        new("photo of a screen, corners by 60 to 120", (photo, seed) => Screen(photo, seed, min: 60, max: 120)),
        new("glare on the face", (photo, _) => photo + Glare(photo)),
        new("waves of 3 pixels", (photo, _) => Waves(photo, 3)),
    ];

    private static Image Contrast(Image photo, double factor) => ((photo - 128) * factor) + 128;

    private static Image Grey(Image photo) =>
        photo
            .Cast(Enums.BandFormat.Uchar)
            .Copy(interpretation: Enums.Interpretation.Srgb)
            .Colourspace(Enums.Interpretation.Bw)
            .Colourspace(Enums.Interpretation.Srgb);

    private static Image Crop(Image photo, double share)
    {
        var (x, y) = ((int)(photo.Width * share), (int)(photo.Height * share));
        return photo.Crop(x, y, photo.Width - (2 * x), photo.Height - (2 * y));
    }

    private static Image Noise(Image photo, double sigma, int seed) =>
        Image.Gaussnoise(photo.Width, photo.Height, sigma: sigma, mean: 0, seed: seed + 1);

    private static Image Glare(Image photo)
    {
        var at = Image.Xyz(photo.Width, photo.Height);
        var (x, y) = (at[0] - (photo.Width * 0.36), at[1] - (photo.Height * 0.4));
        var width = photo.Width * 0.16;
        return (((x * x) + (y * y)) / (-2 * width * width)).Exp() * 120;
    }

    private static Image Waves(Image photo, double height)
    {
        var at = Image.Xyz(photo.Width, photo.Height);
        var x = at[0] + ((at[1] * (360 / 80.0)).Sin() * height);
        var y = at[1] + ((at[0] * (360 / 70.0)).Sin() * height);
        return photo.Mapim(x.Bandjoin(y));
    }

    // The photo on a screen with visible rows, photographed from a little beside it in a dark room.
    private static Image Screen(Image photo, int seed, double min = 5, double max = 20, double blur = 0.8)
    {
        var random = new Random(seed);
        double Moved(double place) =>
            place + ((random.Next(2) == 0 ? -1 : 1) * (min + (random.NextDouble() * (max - min))));

        var shown = photo.ThumbnailImage(ScreenSide, height: ScreenSide, size: Enums.Size.Force);
        var rows = (Image.Xyz(ScreenSide, ScreenSide)[1] % 3 < 1).Ifthenelse(0.9, 1.0);
        var (left, top) = ((RoomWidth - ScreenSide) / 2, (RoomHeight - ScreenSide) / 2);
        var corners = new (double X, double Y)[] { (0, 0), (ScreenSide, 0), (ScreenSide, ScreenSide), (0, ScreenSide) };
        var seen = Array.ConvertAll(corners, corner => (Moved(left + corner.X), Moved(top + corner.Y)));

        var p = Projection(seen, corners);
        var at = Image.Xyz(RoomWidth, RoomHeight);
        var depth = (at[0] * p[6]) + (at[1] * p[7]) + 1;
        var x = ((at[0] * p[0]) + (at[1] * p[1]) + p[2]) / depth;
        var y = ((at[0] * p[3]) + (at[1] * p[4]) + p[5]) / depth;
        var photographed = (shown * rows)
            .CopyMemory()
            .Mapim(x.Bandjoin(y), background: [RoomGrey, RoomGrey, RoomGrey], extend: Enums.Extend.Background);
        return (photographed * 1.1).Gaussblur(blur);
    }

    /// <returns>The eight numbers of the projection that takes four points to four others.</returns>
    private static double[] Projection((double X, double Y)[] from, (double X, double Y)[] to)
    {
        const int Unknowns = 8;
        var rows = from.Zip(to)
            .SelectMany(pair =>
            {
                var ((x, y), (u, v)) = pair;
                return new double[][] { [x, y, 1, 0, 0, 0, -u * x, -u * y, u], [0, 0, 0, x, y, 1, -v * x, -v * y, v] };
            })
            .ToArray();
        for (var pivot = 0; pivot < Unknowns; pivot++)
        {
            var best = Enumerable.Range(pivot, Unknowns - pivot).MaxBy(row => Math.Abs(rows[row][pivot]));
            (rows[pivot], rows[best]) = (rows[best], rows[pivot]);
            foreach (var row in rows.Where(row => row != rows[pivot]))
            {
                var factor = row[pivot] / rows[pivot][pivot];
                for (var column = pivot; column <= Unknowns; column++)
                    row[column] -= factor * rows[pivot][column];
            }
        }
        return [.. rows.Select((row, i) => row[Unknowns] / row[i])];
    }
}
