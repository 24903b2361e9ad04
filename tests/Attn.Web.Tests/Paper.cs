using System.Diagnostics;
using Microsoft.Playwright;

namespace Attn.Web.Tests;

/// <summary>A page as the browser prints it, read by poppler-utils.</summary>
/// <param name="Pages">The lines of each page, in the order in which they were drawn.</param>
/// <param name="Info">What pdfinfo says: size and number of the pages.</param>
internal sealed record Paper(IReadOnlyList<string[]> Pages, string Info)
{
    /// <summary>Without white space: where a line ends in a narrow cell is of no matter.</summary>
    public IReadOnlyList<string> Texts => [.. Pages.Select(lines => WithoutSpaces(string.Concat(lines)))];

    public string Text => string.Concat(Texts);

    public static string WithoutSpaces(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    public static async Task<Paper> PrintAsync(IPage page)
    {
        var file = Path.GetTempFileName();
        try
        {
            await page.PdfAsync(new() { Path = file, PreferCSSPageSize = true });
            var text = await RunAsync("pdftotext", "-raw", file, "-");
            // Each page ends with a form feed.
            var pages = text.TrimEnd('\f', '\n').Split('\f').Select(page => page.Split('\n'));
            return new([.. pages], await RunAsync("pdfinfo", file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process =
            Process.Start(start)
            ?? throw new InvalidOperationException("Install poppler-utils: apt-get install poppler-utils.");
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
