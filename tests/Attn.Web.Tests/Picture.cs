using System.Reflection;
using System.Text;

namespace Attn.Web.Tests;

/// <summary>
/// A picture for the camera. The repository holds none: the packages of the face networks have sample photos.
/// </summary>
/// <param name="Type">The media type.</param>
/// <param name="Cut">Left, top, width and height of the part to show, in pixels; null shows all of it.</param>
internal sealed record Picture(byte[] Bytes, string Type, int[]? Cut = null)
{
    // A face as a child draws it.
    private const string Drawing = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200" width="400" height="400">
        <rect width="200" height="200" fill="#dfe7ee"/>
        <path d="M30 200q6-46 70-46t70 46z" fill="#0f5c66"/><ellipse cx="100" cy="92" rx="46" ry="58" fill="#e8b98f"/>
        <path d="M54 84q2-56 46-54 46-2 46 54-14-26-46-28-32 2-46 28z" fill="#4a3728"/>
        <circle cx="82" cy="90" r="5"/><circle cx="118" cy="90" r="5"/>
        <path d="M82 118q18 16 36 0" fill="none" stroke="#8a4b38" stroke-width="4" stroke-linecap="round"/></svg>
        """;

    public static Picture DrawnFace { get; } = new(Encoding.UTF8.GetBytes(Drawing), "image/svg+xml");

    /// <summary>The same woman on two photos, in different clothes and light.</summary>
    public static Picture Anna { get; } = Sample("sample1.jpg", 1300, 130, 480);

    public static Picture AnnaOnOtherPhoto { get; } = Sample("sample3.jpg", 860, 110, 560);

    public static Picture OfScreen(byte[] png) => new(png, "image/png");

    private static Picture Sample(string photo, int left, int top, int side)
    {
        var packages = typeof(Picture)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "FacePackages")
            .Value!;
        return new(
            File.ReadAllBytes(Path.Combine(packages, "face-api", "demo", photo)),
            "image/jpeg",
            [left, top, side, side]
        );
    }
}
