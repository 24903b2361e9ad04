using Microsoft.Playwright;

namespace Attn.Web.Tests;

/// <summary>Language, screen size and colours in which somebody sees the client.</summary>
/// <param name="Language"><c>tr</c> or <c>en</c>.</param>
public sealed record Look(string Language, int Width, int Height, ColorScheme Colours = ColorScheme.Light)
{
    public static Look Phone(string language = "en", ColorScheme colours = ColorScheme.Light) =>
        new(language, 360, 740, colours);

    public static Look Projector(string language = "en", ColorScheme colours = ColorScheme.Light) =>
        new(language, 1440, 900, colours);

    public string Name =>
        $"{(Width < 600 ? "phone" : "projector")}-{Language}-{(Colours == ColorScheme.Dark ? "dark" : "light")}";
}
