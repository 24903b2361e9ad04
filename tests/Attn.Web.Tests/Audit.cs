using System.Text.Json;
using Microsoft.Playwright;

namespace Attn.Web.Tests;

/// <summary>Accessibility problems found by axe-core, and content wider than the screen.</summary>
internal static class Audit
{
    private const string Run = """
        async () => {
          const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
          const describe = node => node.target.join(' ') + ' — ' + (node.any[0]?.message ?? node.failureSummary);
          const { violations } = await axe.run(document, { runOnly: rules });
          return violations.filter(v => v.impact === 'serious' || v.impact === 'critical')
            .map(v => v.id + ': ' + v.nodes.map(describe).slice(0, 4).join(' | '));
        }
        """;

    /// <summary>Checks the page in its present state.</summary>
    public static async Task FindsNothingAsync(IPage page, string where)
    {
        // Through the protocol, because the page's policy rightly refuses a script element.
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
            await page.EvaluateAsync(await File.ReadAllTextAsync(WebPaths.Axe));
        var violations = await page.EvaluateAsync<JsonElement>(Run);
        Assert.Empty(violations.EnumerateArray().Select(violation => $"{where}: {violation.GetString()}"));
        await StaysInWidthAsync(page, where);
    }

    /// <summary>The page does not scroll sideways; a table may, in a box of its own.</summary>
    public static async Task StaysInWidthAsync(IPage page, string where)
    {
        var overflow = await page.EvaluateAsync<int>(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        );
        Assert.True(overflow <= 0, $"{where}: {overflow} px wider than the screen");
    }
}
