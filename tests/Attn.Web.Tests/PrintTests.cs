using Microsoft.Playwright;

namespace Attn.Web.Tests;

/// <summary>What the browser's own print makes of the pages: everybody, on pages that say what they are.</summary>
public sealed class PrintTests(Browsers browsers)
{
    private const int Students = 300;
    private const int Sessions = 42;

    [Theory]
    [InlineData("en", ColorScheme.Light)]
    [InlineData("tr", ColorScheme.Dark)]
    public async Task Everybody_is_on_paper(string language, ColorScheme colours)
    {
        await using var made = await BigClass.MakeAsync(Students, Sessions);
        var look = Look.Projector(language, colours);
        await using var teacher = await Person.AtAsync(browsers.Browser, made.Program.Url, look);
        await teacher.Page.GotoAsync($"/teacher/courses/{made.CourseId}/report");
        await teacher.SignsInAsync("demo_teacher_1");

        await PrintsTermAsync(teacher, made);
        await PrintsThoseBelowTheLimitAsync(teacher, made);
        await PrintsPastSessionAsync(teacher, made);
        await PrintsLiveRosterAsync(teacher, made);
        await PrintsSignaturesAsync(teacher, made);
        teacher.HadNoError();
    }

    private static async Task PrintsTermAsync(Person teacher, BigClass made)
    {
        await Assertions.Expect(teacher.Page.Locator(".term tbody tr")).ToHaveCountAsync(Students);
        await Assertions.Expect(teacher.Button("print")).ToBeEnabledAsync();
        var paper = await PrintAsync(teacher, "term-sheet");
        Assert.InRange(paper.Pages.Count, 7, 14);
        Assert.Matches(@"Page size:\s+84\d.* x 59\d", paper.Info);
        HasEverybodyOnce(paper, made);
        Assert.Contains("▼", paper.Text, StringComparison.Ordinal);
    }

    // All but the two who came are below the limit.
    private static async Task PrintsThoseBelowTheLimitAsync(Person teacher, BigClass made)
    {
        await teacher.Page.Locator("input[value=below_limit]").CheckAsync();
        await Assertions.Expect(teacher.Page.Locator(".term tbody tr")).ToHaveCountAsync(Students - 2);
        var paper = await PrintAsync(teacher, "term-sheet");
        for (var page = 1; page <= paper.Pages.Count; page++)
            Says(paper, page, teacher.Words["below-limit"]);
        Assert.DoesNotContain(made.Students[0].Number, paper.Text, StringComparison.Ordinal);
        Assert.Contains(made.Students[1].Number, paper.Text, StringComparison.Ordinal);
    }

    private static async Task PrintsPastSessionAsync(Person teacher, BigClass made)
    {
        await teacher.Page.GotoAsync($"/teacher/sessions/{made.LastHeld}");
        await Assertions.Expect(teacher.Button("print")).ToBeEnabledAsync();
        // What is searched for on the screen is of no matter to the paper.
        await teacher.Field("search").FillAsync("nobody at all");
        HasEverybodyOnce(await PrintAsync(teacher, "roll"), made);
    }

    private static async Task PrintsLiveRosterAsync(Person teacher, BigClass made)
    {
        await teacher.Page.GotoAsync($"/teacher/live/{made.Live}");
        await Assertions.Expect(teacher.Button("print")).ToBeEnabledAsync();
        await teacher.Row(made.Students[0].Name).WaitForAsync();
        HasEverybodyOnce(await PrintAsync(teacher, "roll"), made);
        // The screen is as it was.
        await Assertions.Expect(teacher.Page.Locator(".sheet")).ToHaveCountAsync(0);
    }

    private static async Task PrintsSignaturesAsync(Person teacher, BigClass made)
    {
        await teacher.Page.GotoAsync($"/teacher/courses/{made.CourseId}/students");
        await teacher.Link("signature-sheet").ClickAsync();
        await Assertions.Expect(teacher.Page.Locator(".sheet tbody tr")).ToHaveCountAsync(Students);
        await Audit.FindsNothingAsync(teacher.Page, "signatures");
        await teacher.Page.Locator("input[name=time]").FillAsync("09:30");
        await teacher.Page.Locator("select[name=extra_rows]").SelectOptionAsync("10");
        await teacher.Page.Locator("select[name=order]").SelectOptionAsync("name");
        var paper = await PrintAsync(teacher, "signature");
        Assert.Matches(@"Page size:\s+59\d.* x 84\d", paper.Info);
        HasEverybodyOnce(paper, made);
        for (var page = 1; page <= paper.Pages.Count; page++)
            Says(paper, page, "09:30");
        Assert.Contains("310", paper.Pages[^1]);
        // Rows of 8 mm: about 30 on a page.
        Assert.InRange(paper.Pages.Count, 10, 12);
        await teacher.Page.SetViewportSizeAsync(320, 740);
        await Audit.StaysInWidthAsync(teacher.Page, "signatures");
    }

    /// <summary>
    /// Every page says which course it is of, has the table's headings and its number, and nothing to press.
    /// </summary>
    private static async Task<Paper> PrintAsync(Person teacher, string heading)
    {
        var controls = await teacher.Page.Locator(".button:visible, nav a:visible").AllInnerTextsAsync();
        var paper = await Paper.PrintAsync(teacher.Page);
        for (var page = 1; page <= paper.Pages.Count; page++)
        {
            Says(paper, page, BigClass.University);
            Says(paper, page, $"{BigClass.Code} {BigClass.Course}");
            Says(paper, page, "Demo Teacher 1");
            Says(paper, page, teacher.Words[heading]);
            Says(paper, page, teacher.Words["student-number"]);
            Says(paper, page, $"{page} / {paper.Pages.Count}");
        }
        var words = controls.Where(control => control.Length > 0);
        Assert.Empty(words.Intersect(paper.Pages.SelectMany(lines => lines), StringComparer.Ordinal));
        return paper;
    }

    private static void Says(Paper paper, int page, string text) =>
        Assert.Contains(Paper.WithoutSpaces(text), paper.Texts[page - 1], StringComparison.Ordinal);

    private static void HasEverybodyOnce(Paper paper, BigClass made)
    {
        var text = paper.Text;
        Assert.All(
            made.Students,
            student =>
            {
                Assert.Contains(Paper.WithoutSpaces(student.Number + student.Name), text, StringComparison.Ordinal);
                Assert.Equal(2, text.Split(student.Number).Length);
            }
        );
    }
}
