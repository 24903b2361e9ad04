using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Attn.Testing.Program;
using Microsoft.Playwright;

namespace Attn.Web.Tests;

/// <summary>A teacher and two students at once, each in a browser of their own, from opening to export.</summary>
public sealed class WholeClassTests(Browsers browsers)
{
    private const string Lesson = "Calculus";
    private const string ClassList =
        "demo_student_1\tDemo Student 1\ndemo_student_2\tDemo Student 2\n"
        + "demo_student_3\tDemo Student 3\ndemo_student_4\tDemo Student 4";

    [Theory]
    [InlineData("en", true, ColorScheme.Light)]
    [InlineData("en", false, ColorScheme.Dark)]
    [InlineData("tr", true, ColorScheme.Dark)]
    [InlineData("tr", false, ColorScheme.Light)]
    public async Task A_class_works_from_opening_to_export(
        string language,
        bool teacherAtProjector,
        ColorScheme colours
    )
    {
        using var photos = new ProfilePhotos();
        await photos.AddAsync(browsers.Browser, 1, Picture.AnnaOnOtherPhoto);
        await using var program = await AttnProgram.StartAsync(photos.Setting, ("CONSENT_REQUIRED", "true"));
        await using var camera = await PhoneWithCamera.StartAsync(browsers);
        var phone = Look.Phone(language, colours);
        var projector = Look.Projector(language, colours);
        await using var teacher = await Person.AtAsync(
            browsers.Browser,
            program.Url,
            teacherAtProjector ? projector : phone
        );
        await using var student = await Person.AtAsync(
            camera.Browser,
            program.Url,
            teacherAtProjector ? phone : projector
        );
        await using var second = await Person.AtAsync(
            browsers.Browser,
            program.Url,
            teacherAtProjector ? phone : projector
        );

        await teacher.Page.GotoAsync("/");
        await teacher.AuditsAsync("sign-in");
        await teacher.SignsInAsync("demo_teacher_1");
        await teacher.MakesCourseAsync(Lesson);
        await teacher.PastesClassListAsync(ClassList);
        await teacher.ChangesRulesAsync(("planned_units", "10"));
        await teacher.OpensAsync(Lesson, "face");
        await ChecksInByFaceAsync(student, camera, teacher);
        await ChecksInWithoutFaceAsync(second, teacher);

        await DecidesAsync(teacher, student);
        await ShowsToTheRoomAsync(teacher);
        await teacher.ExtendsAsync();
        await teacher.ReloadsAndSeesAsync(teacher.Row("Demo Student 1"));
        await teacher.FinishesAsync();

        await CorrectsAsync(teacher);
        await ExportsAsync(teacher);
        await LooksBackAsync(teacher);
        await SeesOwnAttendanceAsync(student);
        await student.SignsOutAsync();
        await student.SeesAsync(student.Words["signed-out"]);
        await teacher.SignsOutAsync();

        teacher.HadNoError();
        student.HadNoError();
        second.HadNoError();
    }

    // The student scans the code and agrees; a drawn face is refused, the right one accepted.
    private static async Task ChecksInByFaceAsync(Person student, PhoneWithCamera camera, Person teacher)
    {
        await student.Page.GotoAsync("/");
        await student.SignsInAsync("demo_student_1");
        await student.Link("scan").WaitForAsync();
        await student.AuditsAsync("student-today");
        await student.ScansAsync(camera, teacher);
        await student.Button("agree").WaitForAsync();
        await student.AuditsAsync("consent");
        await student.ReloadsAndSeesAsync(student.Button("agree"));

        await camera.SeesAsync(Picture.DrawnFace);
        await student.ClickAsync("agree");
        await Assertions.Expect(student.Button("take")).ToBeEnabledAsync();
        await student.AuditsAsync("selfie");
        await student.TakesSelfieAsync();
        await student.AuditsAsync("selfie-preview");
        await student.ClickAsync("retake");
        await student.TakesSelfieAsync();
        await camera.SeesAsync(Picture.Anna);
        await student.ClickAsync("send");
        await student.IsToldAsync("not-accepted");
        // No screenshot here, because a real face is in the viewfinder.
        await Audit.FindsNothingAsync(student.Page, "refused");
        await student.ReloadsAndSeesAsync(student.Heading(student.Words["not-accepted"]));

        await student.TakesSelfieAsync();
        await student.ClickAsync("send");
        await student.IsToldAsync("present");
        await student.AuditsAsync("present");
        await student.ReloadsAndSeesAsync(student.Heading(student.Words["present"]));
        await teacher.Page.Locator(".person.present", new() { HasText = "Demo Student 1" }).WaitForAsync();
    }

    private static async Task ChecksInWithoutFaceAsync(Person student, Person teacher)
    {
        await student.Page.GotoAsync("/");
        await student.SignsInAsync("demo_student_2");
        await student.TypesAsync(teacher);
        await student.ClickAsync("no-face");
        await student.IsToldAsync("teacher-looks");
        await student.AuditsAsync("teacher-looks");
        await teacher.AcceptsAsync("Demo Student 2");
        await student.IsToldAsync("present");
    }

    private static async Task DecidesAsync(Person teacher, Person student)
    {
        await teacher.RejectsAsync("Demo Student 1", "Not in the room.");
        await student.IsToldAsync("rejected-by-teacher");
        await student.AuditsAsync("rejected");
        await teacher.UndoesAsync("Demo Student 1", "present");
        await student.IsToldAsync("present");
        await teacher.AddsAsync("demo_student_7", "Demo Student 7");
        await teacher.AddsAsync("demo_student_8", "Demo Student 8");
        await teacher.AddsAsync("demo_student_9", "Demo Student 9");
        await teacher.ExcusesAsync("Demo Student 7");
        await teacher.RejectsAllFoundAsync("student_9", 1, "Left early.");
        await Assertions.Expect(teacher.Page.Locator(".counter.big strong")).ToHaveTextAsync("3");
        // On the class list, but not checked in.
        await Assertions
            .Expect(teacher.Page.Locator(".counter.absent strong"))
            .ToHaveTextAsync(new Regex("^[23]$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await teacher.Page.Locator(".names", new() { HasText = "Demo Student 4" }).WaitForAsync();
        await teacher.Page.Locator(".plot-bar").First.WaitForAsync();
        await teacher.AuditsAsync("live");
    }

    private static async Task ShowsToTheRoomAsync(Person teacher)
    {
        await teacher.ClickAsync("projector");
        await Assertions.Expect(teacher.Page.Locator(".person")).ToHaveCountAsync(0);
        await teacher.AuditsAsync("live-projector");
        await teacher.ReloadsAndSeesAsync(teacher.Page.Locator(".projector .qr-picture img"));
        await teacher.Page.Locator("button[aria-pressed=true]").First.ClickAsync();
        await teacher.Row("Demo Student 1").WaitForAsync();
    }

    private static async Task CorrectsAsync(Person teacher)
    {
        await teacher.Row("Demo Student 1").WaitForAsync();
        await teacher.RejectsAsync("Demo Student 8", "Was in another class.");
        await teacher.AuditsAsync("records");
        var dialog = await teacher.OpensDetailsAsync("Demo Student 1");
        await dialog.GetByText("“Not in the room.”").WaitForAsync();
        await teacher.AuditsAsync("trail");
        await teacher.ClosesDialogAsync();
    }

    private static async Task ExportsAsync(Person teacher)
    {
        var csv = Encoding.UTF8.GetString(await teacher.ExportsAsync("csv", ".csv"));
        Assert.Contains(
            csv.Split('\n'),
            line =>
                line.Contains("demo_student_1;", StringComparison.Ordinal)
                && line.Contains("Demo Student 1;", StringComparison.Ordinal)
        );
        using var workbook = new ZipArchive(new MemoryStream(await teacher.ExportsAsync("xlsx", ".xlsx")));
        Assert.Contains(workbook.Entries, entry => Text(entry).Contains("Demo Student 1<", StringComparison.Ordinal));
    }

    private static async Task LooksBackAsync(Person teacher)
    {
        await teacher.GoesToAsync("history");
        await teacher.Page.Locator(".row-link", new() { HasText = Lesson }).WaitForAsync();
        await teacher.Field("history-lesson").SelectOptionAsync(Lesson);
        await Assertions.Expect(teacher.Page.Locator(".row-link")).ToHaveCountAsync(1);
        await teacher.AuditsAsync("history");
        await teacher.Field("before").FillAsync("2020-01-01");
        await teacher.SeesAsync(teacher.Words["nothing-past"]);

        await teacher.GoesToAsync("courses");
        await teacher.Page.Locator(".row-link", new() { HasText = Lesson }).WaitForAsync();
        await teacher.AuditsAsync("courses");
        await teacher.Page.Locator(".row-link", new() { HasText = Lesson }).ClickAsync();
        await teacher.Link("term-report").ClickAsync();
        await teacher
            .Page.Locator(".term tr", new() { HasText = "Demo Student 4" })
            .Locator(".cell.absent")
            .WaitForAsync();
        await teacher.AuditsAsync("term");
        var csv = Encoding.UTF8.GetString(await teacher.ExportsAsync("csv", ".csv"));
        Assert.Contains("Demo Student 4", csv, StringComparison.Ordinal);
    }

    private static async Task SeesOwnAttendanceAsync(Person student)
    {
        await student.GoesToAsync("my-attendance");
        await student.SeesAsync(student.Words["can-reach"]);
        await student.AuditsAsync("my-attendance");
        await student.GoesToAsync("face-checks");
        await student.Page.Locator(".notice.good").WaitForAsync();
        await student.AuditsAsync("face-checks");
    }

    private static string Text(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd();
    }
}
