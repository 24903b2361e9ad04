using System.Collections.Concurrent;
using Attn.Testing.Program;

namespace Attn.Web.Tests;

/// <summary>The pages work under the Content-Security-Policy that the program sends with them, and nothing else does.</summary>
public sealed class PolicyTests(Browsers browsers)
{
    /// <summary>ReDoc adds its maker's logo. The policy refuses it, and nothing is missed.</summary>
    private const string RefusedLogo = "https://cdn.redoc.ly/redoc/logo";

    [Theory]
    [InlineData("/", "form")]
    [InlineData("/docs/index.html", ".opblock-summary-path")]
    [InlineData("/redoc/index.html", "[data-section-id] h2")]
    public async Task A_page_shows_itself_without_anything_being_refused(string path, string content)
    {
        await using var program = await AttnProgram.StartAsync();
        var page = await browsers.Browser.NewPageAsync(new() { BaseURL = program.Url.ToString() });
        page.SetDefaultTimeout(Person.PatienceMs);
        var errors = new ConcurrentQueue<string>();
        var elsewhere = new ConcurrentQueue<string>();
        page.PageError += (_, error) => errors.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains(RefusedLogo, StringComparison.Ordinal))
                errors.Enqueue(message.Text);
        };
        page.Request += (_, request) =>
        {
            if (
                !request.Url.StartsWith(program.Url.ToString(), StringComparison.Ordinal)
                && !request.Url.StartsWith("data:", StringComparison.Ordinal)
                && !request.Url.StartsWith("blob:", StringComparison.Ordinal)
                && !request.Url.StartsWith(RefusedLogo, StringComparison.Ordinal)
            )
                elsewhere.Enqueue(request.Url);
        };

        await page.GotoAsync(path);
        await page.Locator(content).First.WaitForAsync();

        Assert.Empty(errors);
        Assert.Empty(elsewhere);
        await page.CloseAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/docs/index.html")]
    [InlineData("/redoc/index.html")]
    public async Task A_script_that_somebody_slips_in_does_not_run(string path)
    {
        await using var program = await AttnProgram.StartAsync();
        var page = await browsers.Browser.NewPageAsync(new() { BaseURL = program.Url.ToString() });
        await page.GotoAsync(path);
        await page.EvaluateAsync(
            """
            () => {
              const script = document.createElement('script');
              script.textContent = 'window.slippedIn = true';
              document.body.append(script);
              document.body.insertAdjacentHTML('beforeend', '<img src="/nothing-here.png" onerror="window.slippedIn = true">');
            }
            """
        );
        await page.WaitForFunctionAsync("() => [...document.images].every(image => image.complete)");
        Assert.False(await page.EvaluateAsync<bool>("() => 'slippedIn' in window"));
        await page.CloseAsync();
    }
}
