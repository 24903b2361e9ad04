using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Attn.Web.Tests;

/// <summary>Somebody at a browser of their own. What breaks in a page, and what the program's policy refuses, is kept.</summary>
internal sealed class Person : IAsyncDisposable
{
    public const int PatienceMs = 60_000;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(1);

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _faults = new();

    private Person(IBrowserContext context, IPage page, Look look)
    {
        _context = context;
        Page = page;
        Look = look;
        Words = new(look.Language);
        page.PageError += (_, error) => _faults.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
                _faults.Enqueue(message.Text);
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
        context.SetDefaultTimeout(PatienceMs);
        return new(context, await context.NewPageAsync(), look);
    }

    public async Task SignsInAsync(string username, string password = "password")
    {
        await Page.GetByLabel(Words["username"], new() { Exact = true }).FillAsync(username);
        await Page.GetByLabel(Words["password"], new() { Exact = true }).FillAsync(password);
        await ClickAsync("sign-in");
    }

    public Task ClickAsync(string word) => Button(word).ClickAsync();

    /// <summary>Looks at the page as somebody with a disability would, and takes its picture.</summary>
    public async Task LooksAsync(string page)
    {
        await Audit.FindsNothingAsync(Page, $"{page}-{Look.Name}");
        await Screens.TakeAsync(Page, page, Look);
    }

    /// <summary>Nothing is lost by a reload: the same thing is there again.</summary>
    public async Task ReloadsAndSeesAsync(ILocator thing)
    {
        await Page.ReloadAsync();
        await thing.WaitForAsync();
    }

    public ILocator Field(string word) => Page.GetByLabel(Words[word], new() { Exact = true });

    public ILocator Row(string name) => Page.Locator(".person", new() { HasText = name });

    public Task IsAtAsync(string path) => Page.WaitForURLAsync(new Regex(path, RegexOptions.None, Bound));

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
        Page.GetByRole(AriaRole.Heading, new() { NameRegex = new Regex(Regex.Escape(text), RegexOptions.None, Bound) });

    public Task SeesAsync(string text) => Page.GetByText(text).First.WaitForAsync();

    /// <summary>Nothing broke, and nothing was refused by the policy.</summary>
    public void HadNoFault() => Assert.Empty(_faults);

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
