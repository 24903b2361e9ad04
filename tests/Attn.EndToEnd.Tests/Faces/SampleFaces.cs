using System.Reflection;
using NetVips;

namespace Attn.EndToEnd.Tests.Faces;

/// <summary>
/// Faces cut out of the sample photos in the networks' packages (staged photos of models). Coordinates are pixels of
/// the photos.
/// </summary>
internal static class SampleFaces
{
    private static readonly string Folder = Path.Combine(
        typeof(SampleFaces)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "FacePackages")
            .Value!,
        "face-api",
        "demo"
    );

    /// <summary>One woman on two photos, in different clothes and light.</summary>
    public static byte[] AnnaSmiling { get; } = Cut("sample1.jpg", 1300, 130, 480);

    public static byte[] AnnaElsewhere { get; } = Cut("sample3.jpg", 860, 110, 560);

    public static byte[] Berta { get; } = Cut("sample6.jpg", 1060, 250, 400);

    /// <summary>
    /// A picture as from a camera: noisy, with the place in its metadata. Six times as wide it has several megabytes.
    /// </summary>
    public static byte[] Large(byte[] face, string note, int scale = 6)
    {
        using var image = Image.NewFromBuffer(face);
        using var large = image.Resize(scale);
        using var noisy = (large + Image.Gaussnoise(large.Width, large.Height, sigma: 6)).Cast(Enums.BandFormat.Uchar);
        using var marked = noisy.Mutate(mutable => mutable.Set(GValue.GStrType, "exif-ifd0-ImageDescription", note));
        return marked.JpegsaveBuffer(q: 85);
    }

    private static byte[] Cut(string photo, int left, int top, int side)
    {
        using var image = Image.NewFromFile(Path.Combine(Folder, photo));
        using var face = image.Crop(left, top, side, side);
        return face.JpegsaveBuffer(q: 92);
    }
}
