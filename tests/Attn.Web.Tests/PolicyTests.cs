using System.Collections.Concurrent;
using Attn.Testing.Program;

namespace Attn.Web.Tests;

/// <summary>The pages work under the program's Content-Security-Policy, and injected scripts do not.</summary>
public sealed class PolicyTests(Browsers browsers)
{
    [Theory]
    [InlineData("/", "form")]
    [InlineData("/docs/index.html", ".opblock-summary-path")]
    [InlineData("/redoc/index.html", "[data-section-id] h2")]
    public async Task The_policy_refuses_nothing_that_a_page_needs(string path, string content)
    {
        await using var program = await AttnProgram.StartAsync();
        var page = await browsers.Browser.NewPageAsync(new() { BaseURL = program.Url.ToString() });
        page.SetDefaultTimeout(Person.TimeoutMs);
        var errors = new ConcurrentQueue<string>();
        var foreignRequests = new ConcurrentQueue<string>();
        page.PageError += (_, error) => errors.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                errors.Enqueue(message.Text);
        };
        page.Request += (_, request) =>
        {
            if (
                !request.Url.StartsWith(program.Url.ToString(), StringComparison.Ordinal)
                && !request.Url.StartsWith("data:", StringComparison.Ordinal)
                && !request.Url.StartsWith("blob:", StringComparison.Ordinal)
            )
                foreignRequests.Enqueue(request.Url);
        };

        await page.GotoAsync(path);
        await page.Locator(content).First.WaitForAsync();

        Assert.Empty(errors);
        Assert.Empty(foreignRequests);
        await page.CloseAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/docs/index.html")]
    [InlineData("/redoc/index.html")]
    public async Task An_injected_script_does_not_run(string path)
    {
        await using var program = await AttnProgram.StartAsync();
        var page = await browsers.Browser.NewPageAsync(new() { BaseURL = program.Url.ToString() });
        await page.GotoAsync(path);
        await page.EvaluateAsync(
            """
            () => {
              const script = document.createElement('script');
              script.textContent = 'window.injected = true';
              document.body.append(script);
              const image = '<img src="/nothing-here.png" onerror="window.injected = true">';
              document.body.insertAdjacentHTML('beforeend', image);
            }
            """
        );
        await page.WaitForFunctionAsync("() => [...document.images].every(image => image.complete)");
        Assert.False(await page.EvaluateAsync<bool>("() => 'injected' in window"));
        await page.CloseAsync();
    }
}
