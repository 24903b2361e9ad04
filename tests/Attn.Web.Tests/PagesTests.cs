using System.Net;
using System.Text.Json;
using Attn.Testing.Program;
using Microsoft.Playwright;

namespace Attn.Web.Tests;

/// <summary>Every page, with content, is accessible and fits a screen of 320 px or more.</summary>
public sealed class PagesTests(Browsers browsers)
{
    private const int MinWidth = 320;

    private static readonly (string Path, string Ready)[] ForTeachers =
    [
        ("/teacher", ".live-card"),
        ("/teacher/live/{live}", ".plot-bar"),
        ("/teacher/history", ".row-link"),
        ("/teacher/sessions/{past}", ".person"),
        ("/teacher/courses", ".row-link"),
        ("/teacher/courses/{course}", ".student-row"),
        ("/teacher/courses/{course}/sessions", ".row-link"),
        ("/teacher/courses/{course}/report", ".term"),
        ("/teacher/courses/{course}/rules", ".version"),
        ("/teacher/courses/{course}/teachers", ".teacher-row"),
        ("/teacher/courses/{course}/timetable", ".slot"),
        ("/teacher/lessons/Calculus", ".student-row"),
        ("/teacher/lessons/no-such-lesson", "h1"),
        ("/teacher/no-such-page", "h1"),
        ("/student", "h1"),
    ];

    private static readonly (string Path, string Ready)[] ForStudents =
    [
        ("/student", ".lesson-row"),
        ("/student/scan", ".viewfinder"),
        ("/student/sessions/{live}", ".attending"),
        ("/student/attendance", ".lesson-card"),
        ("/student/privacy", ".notice"),
        ("/teacher", "h1"),
    ];

    private static readonly (string Path, string Ready)[] ForEverybody =
    [
        ("/", "form"),
        ("/join/no-such-code", ".notice.bad"),
        ("/no-such-page", "h1"),
    ];

    [Theory]
    [InlineData("en")]
    [InlineData("tr")]
    public async Task Every_page_is_accessible_and_fits_narrow_screens(string language)
    {
        await using var program = await AttnProgram.StartAsync();
        var (past, live, course) = await PrepareAsync(program.Url);
        foreach (
            var (user, pages) in new[]
            {
                (null, ForEverybody),
                ("demo_teacher_1", ForTeachers),
                ("demo_student_1", ForStudents),
            }
        )
        {
            await using var person = await Person.AtAsync(browsers.Browser, program.Url, Look.Phone(language));
            await person.Page.GotoAsync("/");
            if (user is not null)
            {
                await person.SignsInAsync(user);
                await person.Page.Locator(".navigation").WaitForAsync();
            }
            foreach (var (path, ready) in pages)
            {
                await person.Page.GotoAsync(
                    path.Replace("{past}", past.ToString(), StringComparison.Ordinal)
                        .Replace("{live}", live.ToString(), StringComparison.Ordinal)
                        .Replace("{course}", course.ToString(), StringComparison.Ordinal)
                );
                await person.Page.Locator(ready).First.WaitForAsync();
                await IsUsableAsync(person, path);
            }
            person.HadNoError();
        }
    }

    [Fact]
    public async Task The_client_can_be_installed()
    {
        await using var program = await AttnProgram.StartAsync();
        await using var person = await Person.AtAsync(browsers.Browser, program.Url, Look.Phone());
        await person.Page.GotoAsync("/");
        var protocol = await person.Page.Context.NewCDPSessionAsync(person.Page);

        var manifest = (await protocol.SendAsync("Page.getAppManifest"))!.Value;
        Assert.Empty(manifest.GetProperty("errors").EnumerateArray());
        var obstacles = (await protocol.SendAsync("Page.getInstallabilityErrors"))!
            .Value.GetProperty("installabilityErrors")
            .EnumerateArray();
        // The test's browser is in incognito mode, which alone prevents the installation.
        Assert.Equal(
            [],
            obstacles.Select(obstacle => obstacle.GetProperty("errorId").GetString()).Where(id => id != "in-incognito")
        );
        using var data = JsonDocument.Parse(manifest.GetProperty("data").GetString()!);
        foreach (var icon in data.RootElement.GetProperty("icons").EnumerateArray())
        {
            var answer = await person.Page.APIRequest.GetAsync(icon.GetProperty("src").GetString()!);
            Assert.Equal((200, icon.GetProperty("type").GetString()), (answer.Status, answer.Headers["content-type"]));
        }
    }

    private static async Task IsUsableAsync(Person person, string path)
    {
        foreach (var (width, height) in new[] { (360, 740), (1440, 900) })
        {
            await person.Page.SetViewportSizeAsync(width, height);
            foreach (var colours in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await person.Page.EmulateMediaAsync(new() { ColorScheme = colours });
                await Audit.FindsNothingAsync(person.Page, $"{path} {person.Look.Language} {width} {colours}");
            }
        }
        await person.Page.SetViewportSizeAsync(MinWidth, 640);
        await Audit.StaysInWidthAsync(person.Page, $"{path} {person.Look.Language} {MinWidth}");
    }

    /// <summary>Makes a course with a class list, rules, a timetable, a past class session and a live one.</summary>
    private static async Task<(Guid Past, Guid Live, Guid Course)> PrepareAsync(Uri url)
    {
        using var teacher = await Teacher.SignsInAsync(url);
        var students = Enumerable
            .Range(1, 6)
            .Select(number => new
            {
                student_school_number = $"demo_student_{number}",
                student_full_name = $"Demo Student {number}",
            });
        const string courses = "/api/v1/teacher/courses";
        var course = (await teacher.PostAsync(courses, new { name = "Calculus" }))
            .Expect(HttpStatusCode.Created)["course_id"]
            .GetGuid();
        await SavesAsync("students", new { students });
        await SavesAsync("students/demo_student_6", new { exempt = true, exempt_reason = "Repeats the course" });
        await SavesAsync("teachers/demo_teacher_2", new { role = "assistant" });
        await SavesAsync(
            "policy",
            new
            {
                counts = "hours",
                excused = "neutral",
                lates_per_absence = 3,
                planned_units = 28,
                hours_per_session = 2,
            }
        );
        await SavesAsync(
            "timetable",
            new
            {
                slots = new[]
                {
                    new
                    {
                        weekday = 1,
                        from = "09:00",
                        to = "11:00",
                    },
                },
                days_off = new[] { "2026-10-29" },
            }
        );
        var past = await teacher.OpensAsync();
        (await teacher.AddsAsync(past, "demo_student_1", "Demo Student 1")).Expect(HttpStatusCode.Created);
        (
            await teacher.AddsAsync(past, "demo_student_2", "Demo Student 2", isAttended: false, reason: "Left early.")
        ).Expect(HttpStatusCode.Created);
        await teacher.FinishesAsync(past);
        await teacher.IsInHistoryAsync(past);
        var live = await teacher.OpensAsync();
        (await teacher.AddsAsync(live, "demo_student_3", "Demo Student 3")).Expect(HttpStatusCode.Created);
        return (past, live, course);

        async Task SavesAsync(string part, object body) =>
            (await teacher.PutAsync($"{courses}/{course}/{part}", body)).Expect(HttpStatusCode.OK);
    }
}
