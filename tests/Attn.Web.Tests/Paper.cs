using System.Diagnostics;
using Microsoft.Playwright;

namespace Attn.Web.Tests;

/// <summary>A page as the browser prints it, read by poppler-utils.</summary>
/// <param name="Pages">The text of each page.</param>
/// <param name="Info">What pdfinfo says: size and number of the pages.</param>
internal sealed record Paper(IReadOnlyList<string> Pages, string Info)
{
    public string Text => string.Join('\n', Pages);

    public static async Task<Paper> PrintAsync(IPage page, string name)
    {
        var file = Path.Combine("/tmp/paper-pdf", name + ".pdf");
        try
        {
            await page.PdfAsync(new() { Path = file, PreferCSSPageSize = true });
            var text = await RunAsync("pdftotext", "-layout", file, "-");
            // Each page ends with a form feed.
            return new(text.TrimEnd('\f', '\n').Split('\f'), await RunAsync("pdfinfo", file));
        }
        finally
        {
            // File.Delete(file);
        }
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        using var process =
            Process.Start(start)
            ?? throw new InvalidOperationException("Install poppler-utils: apt-get install poppler-utils.");
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
