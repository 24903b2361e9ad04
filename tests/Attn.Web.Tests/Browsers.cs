using Microsoft.Playwright;

namespace Attn.Web.Tests;

/// <summary>One driver and one browser for all tests; each test has contexts of its own.</summary>
public sealed class Browsers : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public IPlaywright Playwright => _playwright!;

    public IBrowser Browser => _browser!;

    public async ValueTask InitializeAsync()
    {
        // Generous, because the machine may be busy with other tests.
        Assertions.SetDefaultExpectTimeout(Person.TimeoutMs);
        _playwright = await Microsoft.Playwright.Playwright.CreateAsync();
        _browser = await Chromium.StartAsync(_playwright);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
