using Microsoft.Playwright;

namespace Attn.Web.Tests;

/// <summary>Pictures of the pages for the documents, taken when UPDATE_SCREENS=1 asks for them.</summary>
internal static class Screens
{
    private static readonly bool Wanted = Environment.GetEnvironmentVariable("UPDATE_SCREENS") == "1";

    // Enough to see both languages, both kinds of colours and both sizes, and few enough to be carried along.
    private static readonly HashSet<string> Looks = ["projector-en-light", "phone-en-light", "phone-tr-dark"];

    public static async Task TakeAsync(IPage page, string name, Look look)
    {
        if (!Wanted || !Looks.Contains(look.Name))
            return;
        // From the top, and without what the step before said for a moment.
        var at = await page.EvaluateAsync<float>(
            "() => { const y = scrollY; document.querySelector('.toasts').style.visibility = 'hidden'; scrollTo(0, 0); return y; }"
        );
        await page.ScreenshotAsync(
            new()
            {
                Path = Path.Combine(WebPaths.Screens, $"{name}-{look.Name}.png"),
                Animations = ScreenshotAnimations.Disabled,
            }
        );
        await page.EvaluateAsync(
            "y => { document.querySelector('.toasts').style.visibility = ''; scrollTo(0, y); }",
            at
        );
    }
}
