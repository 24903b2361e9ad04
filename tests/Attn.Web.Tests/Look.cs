using Microsoft.Playwright;

namespace Attn.Web.Tests;

/// <summary>How somebody looks at the client.</summary>
/// <param name="Language">tr or en.</param>
public sealed record Look(string Language, int Width, int Height, ColorScheme Colours = ColorScheme.Light)
{
    public static Look Phone(string language = "en", ColorScheme colours = ColorScheme.Light) =>
        new(language, 360, 740, colours);

    public static Look Projector(string language = "en", ColorScheme colours = ColorScheme.Light) =>
        new(language, 1440, 900, colours);

    public string Name =>
        $"{(Width < 600 ? "phone" : "projector")}-{Language}-{(Colours == ColorScheme.Dark ? "dark" : "light")}";
}
