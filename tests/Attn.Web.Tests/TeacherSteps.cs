using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Attn.Web.Tests;

/// <summary>What a teacher does on the pages.</summary>
internal static class TeacherSteps
{
    /// <summary>What is left of 15 minutes and 10 more, also where the machine is busy.</summary>
    public static readonly Regex MoreThanTwentyMinutes = new("2[0-4]:", RegexOptions.None, TimeSpan.FromSeconds(1));

    public static async Task MakesCourseAsync(this Person teacher, string name)
    {
        await teacher.GoesToAsync("courses");
        await teacher.Page.Locator(".empty").WaitForAsync();
        await teacher.AuditsAsync("courses-empty");
        await teacher.ClickAsync("new-course");
        await teacher.Field("course-name").FillAsync(name);
        await Audit.FindsNothingAsync(teacher.Page, "new-course");
        await teacher.ClickAsync("make-course");
        await teacher.Heading(name).WaitForAsync();
    }

    public static async Task PastesClassListAsync(this Person teacher, string list)
    {
        await teacher.Field("paste").FillAsync(list);
        await teacher.Page.Locator(".differences").WaitForAsync();
        await teacher.AuditsAsync("class-list");
        // The pasted text survives a reload.
        await teacher.Page.ReloadAsync();
        await Assertions.Expect(teacher.Field("paste")).ToHaveValueAsync(list);
        await teacher.ClickAsync("replace");
        await teacher.Page.Locator(".student-row").First.WaitForAsync();
    }

    /// <summary>
    /// Changes the rules of the course that is shown: planned sessions, and the rest by its input's name.
    /// </summary>
    public static async Task ChangesRulesAsync(this Person teacher, params (string Input, string Value)[] rules)
    {
        await teacher.Link("course-rules").ClickAsync();
        foreach (var (input, value) in rules)
            await teacher.Page.Locator($"input[name={input}]").FillAsync(value);
        await teacher.AuditsAsync("rules");
        await teacher.ClickAsync("save");
        await teacher.Page.Locator(".version").First.WaitForAsync();
    }

    public static async Task OpensAsync(this Person teacher, string course, string option)
    {
        await teacher.GoesToAsync("today");
        await teacher.Heading(teacher.Words["open-a-session"]).WaitForAsync();
        await teacher.Field("course").SelectOptionAsync(course);
        await teacher.Page.GetByText(teacher.Words[option], new() { Exact = true }).ClickAsync();
        await teacher.Field("late-after").FillAsync("10");
        await teacher.AuditsAsync("today");
        // The choices survive a reload.
        await teacher.Page.ReloadAsync();
        await Assertions.Expect(teacher.Field("course").Locator("option:checked")).ToHaveTextAsync(course);
        await teacher.ClickAsync("open");
        await teacher.IsAtAsync("/teacher/live/");
        await teacher.Page.Locator(".qr-picture img").WaitForAsync();
    }

    /// <summary>The code as a camera sees it.</summary>
    public static async Task<Picture> ShowsCodeAsync(this Person teacher) =>
        Picture.OfScreen(await teacher.Page.Locator(".qr-picture").ScreenshotAsync());

    public static async Task<string> ShowsTypedCodeAsync(this Person teacher) =>
        (await teacher.Page.Locator(".typed-code").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);

    public static async Task AddsAsync(this Person teacher, string number, string name)
    {
        await teacher.ClickAsync("add");
        await teacher.Dialog.GetByLabel(teacher.Words["number"], new() { Exact = true }).FillAsync(number);
        await teacher.Dialog.GetByLabel(teacher.Words["name"], new() { Exact = true }).FillAsync(name);
        await Audit.FindsNothingAsync(teacher.Page, "add");
        await teacher
            .Dialog.GetByRole(AriaRole.Button, new() { Name = teacher.Words["add"], Exact = true })
            .ClickAsync();
        await teacher.Row(name).WaitForAsync();
        await Assertions.Expect(teacher.Dialog).ToHaveCountAsync(0);
    }

    public static async Task RejectsAsync(this Person teacher, string name, string reason)
    {
        await teacher.Row(name).GetByText(teacher.Words["reject"], new() { Exact = true }).ClickAsync();
        await teacher.GivesReasonAsync("reason", "reject", reason);
        await teacher.Page.Locator(".person.not_accepted", new() { HasText = name }).WaitForAsync();
    }

    public static async Task AcceptsAsync(this Person teacher, string name)
    {
        await teacher.Row(name).GetByText(teacher.Words["accept"], new() { Exact = true }).ClickAsync();
        await teacher.Page.Locator(".person.present", new() { HasText = name }).WaitForAsync();
    }

    public static async Task UndoesAsync(this Person teacher, string name, string state)
    {
        var dialog = await teacher.OpensDetailsAsync(name);
        await dialog.GetByRole(AriaRole.Button, new() { Name = teacher.Words["undo"], Exact = true }).ClickAsync();
        await teacher.Page.Locator($".person.{state}", new() { HasText = name }).WaitForAsync();
        await teacher.ClosesDialogAsync();
    }

    public static async Task ExcusesAsync(this Person teacher, string name)
    {
        var dialog = await teacher.OpensDetailsAsync(name);
        await dialog.GetByRole(AriaRole.Button, new() { Name = teacher.Words["excuse"], Exact = true }).ClickAsync();
        await teacher.GivesReasonAsync("note", "excuse", "Sick, with a report.");
        await teacher.Page.Locator(".person.excused", new() { HasText = name }).WaitForAsync();
    }

    /// <summary>Rejects everybody whom the search finds, in one step.</summary>
    public static async Task RejectsAllFoundAsync(this Person teacher, string search, int count, string reason)
    {
        await teacher.Field("search").FillAsync(search);
        await Assertions.Expect(teacher.Page.Locator(".person")).ToHaveCountAsync(count);
        await teacher.Field("select-all").CheckAsync();
        await teacher.ClickAsync("reject-selected");
        await teacher.GivesReasonAsync("reason", "reject", reason);
        await Assertions.Expect(teacher.Page.Locator(".person.not_accepted")).ToHaveCountAsync(count);
        await teacher.Field("search").FillAsync("");
    }

    public static async Task ExtendsAsync(this Person teacher)
    {
        var left = teacher.Page.Locator(".lead").First;
        Assert.DoesNotMatch(MoreThanTwentyMinutes, await left.InnerTextAsync());
        await teacher.Page.Locator(".menu summary").ClickAsync();
        await teacher.ClickAsync("ten-more");
        await Assertions.Expect(left).ToContainTextAsync(MoreThanTwentyMinutes);
    }

    public static async Task FinishesAsync(this Person teacher)
    {
        await teacher.ClickAsync("finish");
        await Audit.FindsNothingAsync(teacher.Page, "finish");
        await teacher
            .Dialog.GetByRole(AriaRole.Button, new() { Name = teacher.Words["finish"], Exact = true })
            .ClickAsync();
        await teacher.Link("to-records").ClickAsync();
        await teacher.IsAtAsync("/teacher/sessions/");
    }

    public static async Task<ILocator> OpensDetailsAsync(this Person teacher, string name)
    {
        await teacher.Row(name).Locator(".person-actions .round").ClickAsync();
        return teacher.Dialog;
    }

    public static async Task ClosesDialogAsync(this Person teacher)
    {
        await teacher.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(teacher.Dialog).ToHaveCountAsync(0);
    }

    public static async Task<byte[]> ExportsAsync(this Person teacher, string word, string extension)
    {
        var download = await teacher.Page.RunAndWaitForDownloadAsync(() => teacher.ClickAsync(word));
        Assert.EndsWith(extension, download.SuggestedFilename, StringComparison.Ordinal);
        await Assertions.Expect(teacher.Button(word)).ToBeEnabledAsync();
        return await File.ReadAllBytesAsync(await download.PathAsync());
    }

    private static async Task GivesReasonAsync(this Person teacher, string field, string action, string reason)
    {
        await teacher.Dialog.GetByLabel(teacher.Words[field], new() { Exact = true }).FillAsync(reason);
        await Audit.FindsNothingAsync(teacher.Page, action);
        await teacher
            .Dialog.GetByRole(AriaRole.Button, new() { Name = teacher.Words[action], Exact = true })
            .ClickAsync();
        await Assertions.Expect(teacher.Dialog).ToHaveCountAsync(0);
    }
}
