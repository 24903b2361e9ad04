using Microsoft.Playwright;

namespace Attn.Web.Tests;

/// <summary>Screenshots for the documents, taken if UPDATE_SCREENS=1.</summary>
internal static class Screens
{
    private static readonly bool IsEnabled = Environment.GetEnvironmentVariable("UPDATE_SCREENS") == "1";

    // These show both languages, colours and sizes; more would make the repository large.
    private static readonly HashSet<string> Looks = ["projector-en-light", "phone-en-light", "phone-tr-dark"];

    public static async Task TakeAsync(IPage page, string name, Look look)
    {
        if (!IsEnabled || !Looks.Contains(look.Name))
            return;
        // From the top, and without the message of the previous step.
        var scrolled = await page.EvaluateAsync<float>(
            """
            () => {
              const y = scrollY;
              document.querySelector('.toasts').style.visibility = 'hidden';
              scrollTo(0, 0);
              return y;
            }
            """
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
            scrolled
        );
    }
}
