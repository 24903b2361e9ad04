using Microsoft.Playwright;

namespace Attn.Web.Tests;

/// <summary>Pictures of the pages for the documents, taken when UPDATE_SCREENS=1 asks for them.</summary>
internal static class Screens
{
    private static readonly bool Wanted = Environment.GetEnvironmentVariable("UPDATE_SCREENS") == "1";

    public static async Task TakeAsync(IPage page, string name)
    {
        if (Wanted)
            await page.ScreenshotAsync(new() { Path = Path.Combine(WebPaths.Screens, name + ".png"), Animations = ScreenshotAnimations.Disabled });
    }
}
