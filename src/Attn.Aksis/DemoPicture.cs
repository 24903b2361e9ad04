namespace Attn.Aksis;

/// <summary>
/// The profile photo of a demo student who has none in <c>DEMO_PHOTOS</c>: a drawing of head and shoulders, so that no
/// picture of a person is shipped. A face comparison finds no face in it.
/// </summary>
internal static class DemoPicture
{
    private const string Resource = "demo-student.png";

    public static byte[] Png { get; } = Read();

    private static byte[] Read()
    {
        using var stream =
            typeof(DemoPicture).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not embedded in this assembly.");
        var png = new byte[stream.Length];
        stream.ReadExactly(png);
        return png;
    }
}
