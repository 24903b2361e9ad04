using System.Text.RegularExpressions;
using Attn.Testing.Program;
using Microsoft.Playwright;

namespace Attn.Web.Tests;

/// <summary>A teacher at the projector and a student at a phone, at once, from opening to export.</summary>
public sealed class WholeClassTests(Browsers browsers)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData("en", ColorScheme.Light)]
    [InlineData("tr", ColorScheme.Dark)]
    public async Task A_class_goes_from_opening_to_export(string language, ColorScheme colours)
    {
        await using var program = await AttnProgram.StartAsync();
        var projector = Look.Projector(language, colours);
        var phone = Look.Phone(language, colours);
        await using var teacher = await Person.AtAsync(browsers.Browser, program.Url, projector);
        await using var student = await Person.AtAsync(browsers.Browser, program.Url, phone);

        await teacher.Page.GotoAsync("/");
        await Audit.FindsNothingAsync(teacher.Page, "sign-in");
        await Screens.TakeAsync(teacher.Page, $"sign-in-{projector.Name}");
        await teacher.SignsInAsync("demo_teacher_1");
        await OpensAsync(teacher, "Calculus", projector);

        // Scanned with the phone's own camera: the link opens before anybody is signed in.
        var link = await teacher.Page.Locator(".qr-picture img").GetAttributeAsync("data-url");
        await student.Page.GotoAsync(link!);
        await student.Page.GetByText("Calculus").First.WaitForAsync();
        await Audit.FindsNothingAsync(student.Page, "sign-in with a ticket");
        await student.SignsInAsync("demo_student_1");
        await student.LooksThenClicksAsync("here", "attend", phone);
        await student.Heading(student.Words["present"]).WaitForAsync();
        await Audit.FindsNothingAsync(student.Page, "present");
        await Screens.TakeAsync(student.Page, $"present-{phone.Name}");
        await student.Page.ReloadAsync();
        await student.Heading(student.Words["present"]).WaitForAsync();

        // The roster filled by itself.
        var row = teacher.Page.Locator(".person", new() { HasText = "Demo Student 1" });
        await row.WaitForAsync();
        await AddsAsync(teacher, "demo_student_7", "Demo Student 7");
        await RejectsAsync(teacher, "Demo Student 1");
        await student.Heading(student.Words["rejected-by-teacher"]).WaitForAsync();
        await UndoesAsync(teacher, "Demo Student 1");
        await student.Heading(student.Words["present"]).WaitForAsync();
        await ExcusesAsync(teacher, "Demo Student 7");
        await Audit.FindsNothingAsync(teacher.Page, "live");
        await Screens.TakeAsync(teacher.Page, $"live-{projector.Name}");
        await teacher.ClickAsync("projector");
        await Assertions.Expect(teacher.Page.Locator(".person")).ToHaveCountAsync(0);
        await Screens.TakeAsync(teacher.Page, $"live-code-{projector.Name}");
        await teacher.Page.SetViewportSizeAsync(360, 740);
        await Audit.FindsNothingAsync(teacher.Page, "live on a phone");
        await Screens.TakeAsync(teacher.Page, $"live-{phone.Name}");
        await teacher.Page.SetViewportSizeAsync(1440, 900);

        await teacher.ClickAsync("finish");
        await teacher.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = teacher.Words["finish"], Exact = true }).ClickAsync();
        await teacher.Link("to-records").ClickAsync();
        await teacher.Page.Locator(".person", new() { HasText = "Demo Student 1" }).WaitForAsync();
        await Audit.FindsNothingAsync(teacher.Page, "records");
        await Screens.TakeAsync(teacher.Page, $"records-{projector.Name}");
        await SeesTheTrailAsync(teacher, projector);
        await ExportsAsync(teacher, "csv", ".csv");
        await ExportsAsync(teacher, "xlsx", ".xlsx");

        teacher.HadNoFault();
        student.HadNoFault();
    }

    private static async Task OpensAsync(Person teacher, string lesson, Look look)
    {
        await teacher.Heading(teacher.Words["open-a-session"]).WaitForAsync();
        await teacher.Page.GetByLabel(teacher.Words["lesson"], new() { Exact = true }).FillAsync(lesson);
        await Audit.FindsNothingAsync(teacher.Page, "today");
        await Screens.TakeAsync(teacher.Page, $"today-{look.Name}");
        // What was typed outlives a reload.
        await teacher.Page.ReloadAsync();
        await Assertions.Expect(teacher.Page.GetByLabel(teacher.Words["lesson"], new() { Exact = true })).ToHaveValueAsync(lesson);
        await teacher.ClickAsync("open");
        await teacher.Page.WaitForURLAsync(new Regex("/teacher/live/", RegexOptions.None, Bound));
        await teacher.Page.Locator(".qr-picture img").WaitForAsync();
    }

    private static async Task AddsAsync(Person teacher, string number, string name)
    {
        await teacher.ClickAsync("add");
        var dialog = teacher.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel(teacher.Words["number"], new() { Exact = true }).FillAsync(number);
        await dialog.GetByLabel(teacher.Words["name"], new() { Exact = true }).FillAsync(name);
        await Audit.FindsNothingAsync(teacher.Page, "add a student");
        await dialog.GetByRole(AriaRole.Button, new() { Name = teacher.Words["add"], Exact = true }).ClickAsync();
        await teacher.Page.Locator(".person", new() { HasText = name }).WaitForAsync();
        await Assertions.Expect(teacher.Page.Locator(".counter.big strong")).ToHaveTextAsync("2");
    }

    private static async Task RejectsAsync(Person teacher, string name)
    {
        await teacher.Page.Locator(".person", new() { HasText = name }).GetByText(teacher.Words["reject"]).ClickAsync();
        var dialog = teacher.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel(teacher.Words["reason"], new() { Exact = true }).FillAsync("Not in the room.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = teacher.Words["reject"], Exact = true }).ClickAsync();
        await teacher.Page.Locator(".person.failed", new() { HasText = name }).WaitForAsync();
    }

    private static async Task UndoesAsync(Person teacher, string name)
    {
        var dialog = await DetailsAsync(teacher, name);
        await dialog.GetByRole(AriaRole.Button, new() { Name = teacher.Words["undo"], Exact = true }).ClickAsync();
        await teacher.Page.Locator(".person.present", new() { HasText = name }).WaitForAsync();
        await teacher.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
    }

    private static async Task ExcusesAsync(Person teacher, string name)
    {
        var dialog = await DetailsAsync(teacher, name);
        await dialog.GetByRole(AriaRole.Button, new() { Name = teacher.Words["excuse"], Exact = true }).ClickAsync();
        await dialog.GetByLabel(teacher.Words["note"], new() { Exact = true }).FillAsync("Sick, with a report.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = teacher.Words["excuse"], Exact = true }).ClickAsync();
        await teacher.Page.Locator(".person.excused", new() { HasText = name }).WaitForAsync();
    }

    private static async Task SeesTheTrailAsync(Person teacher, Look look)
    {
        var dialog = await DetailsAsync(teacher, "Demo Student 1");
        await dialog.GetByText(teacher.Words["what-happened"]).WaitForAsync();
        await dialog.GetByText("“Not in the room.”").WaitForAsync();
        await Audit.FindsNothingAsync(teacher.Page, "trail");
        await Screens.TakeAsync(teacher.Page, $"trail-{look.Name}");
        await teacher.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
    }

    private static async Task<ILocator> DetailsAsync(Person teacher, string name)
    {
        await teacher.Page.Locator(".person", new() { HasText = name }).Locator(".person-actions .round").ClickAsync();
        return teacher.Page.GetByRole(AriaRole.Dialog);
    }

    private static async Task ExportsAsync(Person teacher, string word, string extension)
    {
        var download = await teacher.Page.RunAndWaitForDownloadAsync(() => teacher.ClickAsync(word));
        Assert.EndsWith(extension, download.SuggestedFilename, StringComparison.Ordinal);
        Assert.True(new FileInfo(await download.PathAsync()).Length > 100);
        await Assertions.Expect(teacher.Button(word)).ToBeEnabledAsync();
    }
}
