using System.Reflection;
using NetVips;

namespace Attn.Faces.Tests;

/// <summary>
/// Faces cropped from the sample photos in the networks' packages (staged photos of models), and a way to edit
/// pictures. Coordinates are pixels of the photos.
/// </summary>
internal static class SamplePhotos
{
    private static readonly string Folder = Path.Combine(
        typeof(SamplePhotos)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "FacePackages")
            .Value!,
        "face-api",
        "demo"
    );

    /// <summary>One woman on two photos, in different clothes and light.</summary>
    public static byte[] AnnaSmiling { get; } = Cut("sample1.jpg", 1300, 130, 480);

    public static byte[] AnnaInOtherClothes { get; } = Cut("sample3.jpg", 860, 110, 560);

    public static byte[] Berta { get; } = Cut("sample6.jpg", 1060, 250, 400);

    public static byte[] Clara { get; } = Cut("sample6.jpg", 80, 380, 520);

    /// <summary>Three people side by side.</summary>
    public static byte[] ThreePeople { get; } = File.ReadAllBytes(Path.Combine(Folder, "sample3.jpg"));

    public static byte[] Edit(byte[] picture, Func<Image, Image> edit, string format = ".jpg")
    {
        using var image = Image.NewFromBuffer(picture);
        using var edited = edit(image);
        return edited.WriteToBuffer(format);
    }

    private static byte[] Cut(string photo, int left, int top, int side)
    {
        using var image = Image.NewFromFile(Path.Combine(Folder, photo));
        using var face = image.Crop(left, top, side, side);
        return face.JpegsaveBuffer(q: 92);
    }
}
