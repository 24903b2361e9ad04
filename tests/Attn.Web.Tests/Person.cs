using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Attn.Web.Tests;

/// <summary>A user with a browser of their own, which records page errors and violations of the policy.</summary>
internal sealed class Person : IAsyncDisposable
{
    public const int TimeoutMs = 60_000;

    private static readonly TimeSpan RegexTimeout = TimeSpan.FromSeconds(1);

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _errors = new();

    private Person(IBrowserContext context, IPage page, Look look)
    {
        _context = context;
        Page = page;
        Look = look;
        Words = new(look.Language);
        page.PageError += (_, error) => _errors.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
                _errors.Enqueue(message.Text);
        };
    }

    public IPage Page { get; }

    public Words Words { get; }

    public Look Look { get; }

    public ILocator Dialog => Page.GetByRole(AriaRole.Dialog);

    public static async Task<Person> AtAsync(IBrowser browser, Uri url, Look look)
    {
        var context = await browser.NewContextAsync(
            new()
            {
                BaseURL = url.ToString(),
                Locale = look.Language == "tr" ? "tr-TR" : "en-GB",
                ViewportSize = new() { Width = look.Width, Height = look.Height },
                ColorScheme = look.Colours,
                ReducedMotion = ReducedMotion.Reduce,
                AcceptDownloads = true,
                Permissions = ["camera"],
            }
        );
        context.SetDefaultTimeout(TimeoutMs);
        return new(context, await context.NewPageAsync(), look);
    }

    public async Task SignsInAsync(string username, string password = "password")
    {
        await Page.GetByLabel(Words["username"], new() { Exact = true }).FillAsync(username);
        await Page.GetByLabel(Words["password"], new() { Exact = true }).FillAsync(password);
        await ClickAsync("sign-in");
    }

    public Task ClickAsync(string word) => Button(word).ClickAsync();

    /// <summary>Audits the page, and takes its screenshot when those are updated.</summary>
    public async Task AuditsAsync(string page)
    {
        await Audit.FindsNothingAsync(Page, $"{page}-{Look.Name}");
        await Screens.TakeAsync(Page, page, Look);
    }

    /// <summary>Nothing is lost by a reload: the element is there again.</summary>
    public async Task ReloadsAndSeesAsync(ILocator element)
    {
        await Page.ReloadAsync();
        await element.WaitForAsync();
    }

    public ILocator Field(string word) => Page.GetByLabel(Words[word], new() { Exact = true });

    public ILocator Row(string name) => Page.Locator(".person", new() { HasText = name });

    public Task IsAtAsync(string path) => Page.WaitForURLAsync(new Regex(path, RegexOptions.None, RegexTimeout));

    public async Task GoesToAsync(string word)
    {
        await Page.GetByRole(AriaRole.Navigation)
            .GetByRole(AriaRole.Link, new() { Name = Words[word], Exact = true })
            .ClickAsync();
        await Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).First.WaitForAsync();
    }

    public async Task SignsOutAsync()
    {
        await Page.Locator(".settings summary").ClickAsync();
        await ClickAsync("sign-out");
        await Button("sign-in").WaitForAsync();
    }

    public ILocator Button(string word) => Page.GetByRole(AriaRole.Button, new() { Name = Words[word], Exact = true });

    public ILocator Link(string word) => Page.GetByRole(AriaRole.Link, new() { Name = Words[word], Exact = true });

    public ILocator Heading(string text) =>
        Page.GetByRole(
            AriaRole.Heading,
            new() { NameRegex = new Regex(Regex.Escape(text), RegexOptions.None, RegexTimeout) }
        );

    public Task SeesAsync(string text) => Page.GetByText(text).First.WaitForAsync();

    /// <summary>No page failed, and the policy refused nothing.</summary>
    public void HadNoError() => Assert.Empty(_errors);

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
