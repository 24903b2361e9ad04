using System.Text.Json;
using Microsoft.Playwright;

namespace Attn.Web.Tests;

/// <summary>What axe-core finds wrong for people with a disability, and what runs out of the page.</summary>
internal static class Audit
{
    private const string Run = """
        async () => {
          const found = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
          return found.violations.filter(v => v.impact === 'serious' || v.impact === 'critical')
            .map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ') + ' — ' + (n.any[0]?.message ?? n.failureSummary)).slice(0, 4).join(' | '));
        }
        """;

    /// <summary>Looks at the page as it is now, and at its width.</summary>
    public static async Task FindsNothingAsync(IPage page, string where)
    {
        // By the protocol: the page's policy would refuse a script element, and it shall.
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
            await page.EvaluateAsync(await File.ReadAllTextAsync(WebPaths.Axe));
        var found = await page.EvaluateAsync<JsonElement>(Run);
        var faults = found.EnumerateArray().Select(fault => $"{where}: {fault.GetString()}");
        Assert.Empty(faults);
        await StaysInWidthAsync(page, where);
    }

    /// <summary>Nothing has to be scrolled sideways, but for tables in a box of their own.</summary>
    public static async Task StaysInWidthAsync(IPage page, string where)
    {
        var overflow = await page.EvaluateAsync<int>(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        );
        Assert.True(overflow <= 0, $"{where}: {overflow} px wider than the screen");
    }
}
