using System.Globalization;
using Attn.Testing.Program;
using Microsoft.Playwright;

namespace Attn.Web.Tests;

/// <summary>A course from its first day to a figure that a person adds up.</summary>
public sealed class CoursePageTests(Browsers browsers)
{
    private const string Course = "İleri Fizik I";
    private const string ClassList =
        "demo_student_1\tDemo Student 1\ndemo_student_2\tDemo Student 2\ndemo_student_3\tDemo Student 3";

    [Theory]
    [InlineData("en")]
    [InlineData("tr")]
    public async Task A_course_is_made_and_its_figures_can_be_added_up(string language)
    {
        await using var program = await AttnProgram.StartAsync();
        await using var teacher = await Person.AtAsync(browsers.Browser, program.Url, Look.Projector(language));
        await using var student = await Person.AtAsync(browsers.Browser, program.Url, Look.Phone(language));
        await teacher.Page.GotoAsync("/");
        await teacher.SignsInAsync("demo_teacher_1");
        await teacher.MakesCourseAsync(Course);
        await teacher.PastesClassListAsync(ClassList);
        await ExemptsAsync(teacher, "Demo Student 3", "Repeats the course");
        await EnrolsAsync(teacher, "demo_student_4", "Demo Student 4");
        await teacher.ChangesRulesAsync(("planned_units", "10"), ("lates_per_absence", "2"), ("limit_percent", "75"));

        await teacher.OpensAsync(Course, "nothing");
        await teacher.AddsAsync("demo_student_1", "Demo Student 1");
        await teacher.AddsAsync("demo_student_2", "Demo Student 2");
        await teacher.RejectsAsync("Demo Student 2", "Left early.");
        await teacher.FinishesAsync();

        await teacher.GoesToAsync("courses");
        await teacher.Page.Locator(".row-link", new() { HasText = Course }).ClickAsync();
        await teacher.Link("term-report").ClickAsync();
        await ShowsSumAsync(teacher, "Demo Student 1", "100");
        await ShowsSumAsync(teacher, "Demo Student 2", "0");
        await ShowsSumAsync(teacher, "Demo Student 3", "Repeats the course");

        await student.Page.GotoAsync("/");
        await student.SignsInAsync("demo_student_1");
        await student.GoesToAsync("my-attendance");
        await student.Page.GetByText(student.Words["how-made"]).ClickAsync();
        await AddsUpAsync(student.Page.Locator(".lesson-card"));
        await student.AuditsAsync("own-sum");
        teacher.HadNoError();
        student.HadNoError();
    }

    private static async Task ExemptsAsync(Person teacher, string name, string reason)
    {
        var row = teacher.Page.Locator(".student-row", new() { HasText = name });
        await row.GetByRole(AriaRole.Button).ClickAsync();
        await teacher.Dialog.Locator("input[name=group]").FillAsync("B");
        await teacher.Dialog.Locator("input[name=exempt]").CheckAsync();
        await teacher.Dialog.Locator("input[name=reason]").FillAsync(reason);
        await teacher.AuditsAsync("enrolment");
        await teacher.ClickAsync("save");
        await Assertions.Expect(teacher.Dialog).ToHaveCountAsync(0);
        await Assertions.Expect(row).ToContainTextAsync(reason);
    }

    private static async Task EnrolsAsync(Person teacher, string number, string name)
    {
        await teacher.ClickAsync("enrol");
        await teacher.Dialog.Locator("input[name=number]").FillAsync(number);
        await teacher.Dialog.Locator("input[name=name]").FillAsync(name);
        await teacher
            .Dialog.GetByRole(AriaRole.Button, new() { Name = teacher.Words["enrol"], Exact = true })
            .ClickAsync();
        await teacher.Page.Locator(".student-row", new() { HasText = number }).WaitForAsync();
    }

    private static async Task ShowsSumAsync(Person teacher, string name, string says)
    {
        await teacher.Page.Locator(".term tr", new() { HasText = name }).GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(teacher.Dialog.Locator(".sum")).ToContainTextAsync(says);
        await AddsUpAsync(teacher.Dialog);
        await teacher.AuditsAsync("sum");
        await teacher.ClosesDialogAsync();
    }

    /// <summary>
    /// Adds the figures up as a person does, and compares what comes out with every total that is shown.
    /// </summary>
    private static async Task AddsUpAsync(ILocator place)
    {
        var totals = 0;
        foreach (var part in await place.Locator(".sum-part").AllAsync())
        {
            var soFar = 0m;
            foreach (var cell in await part.Locator("td").AllInnerTextsAsync())
            {
                var sign = cell[0] is '+' or '−' or '=' ? cell[0] : '+';
                var value = decimal.Parse(cell.Trim('+', '−', '=', ' '), CultureInfo.InvariantCulture);
                if (sign == '=')
                {
                    Assert.Equal(soFar, value);
                    totals++;
                }
                else
                    soFar += sign == '+' ? value : -value;
            }
        }
        Assert.True(totals >= 3, $"Only {totals} totals are shown.");
    }
}
