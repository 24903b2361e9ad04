using System.Net;
using Attn.Aksis.Simulator;
using Attn.Testing.Program;

namespace Attn.Web.Tests;

/// <summary>A student of the university, with a simulated portal, chooses a lesson of the timetable.</summary>
public sealed class TodaysLessonsTests(Browsers browsers)
{
    private const string Password = "a passw0rd of the university";

    [Theory]
    [InlineData("en")]
    [InlineData("tr")]
    public async Task A_student_checks_in_from_todays_lessons(string language)
    {
        var now = TimeProvider.System.GetUtcNow();
        var lesson = new SimulatedLesson("YBSB1008 - VERİ YAPILARI", "Doç. Dr. ELİF KARTAL", now, now.AddHours(1));
        await using var portal = (await AksisSimulator.StartAsync())
            .With(SimulatedUser.Teacher("elif.kartal", Password, "Doç. Dr. ELİF KARTAL"))
            .With(
                SimulatedUser.Student("ayse.yilmaz", Password, "AYŞE YILMAZ", "1306210042") with
                {
                    Lessons = [lesson],
                }
            );
        await using var program = await AttnProgram.StartAsync([
            .. portal.Environment.Select(variable => (variable.Key, variable.Value!)),
        ]);
        using var teacher = new AttnClient(program.Url);
        (await teacher.SignInAsync("elif.kartal", Password)).Expect(HttpStatusCode.OK);
        (
            await teacher.PostAsync(
                "/api/v1/teacher/attendances",
                new
                {
                    lesson_name = "YBSB1008 - Veri Yapıları",
                    end_time = now.AddMinutes(30),
                    security_option = 1,
                }
            )
        ).Expect(HttpStatusCode.Created);

        await using var student = await Person.AtAsync(browsers.Browser, program.Url, Look.Phone(language));
        await student.Page.GotoAsync("/");
        await student.SignsInAsync("ayse.yilmaz", Password);
        var open = student
            .Page.Locator(".lesson-row", new() { HasText = "VERİ YAPILARI" })
            .GetByText(student.Words["open-now"]);
        await open.WaitForAsync();
        await student.AuditsAsync("todays-lessons");
        await open.ClickAsync();
        await student.ReloadsAndSeesAsync(student.Button("here"));
        await student.AuditsAsync("here");
        await student.ClickAsync("here");
        await student.IsToldAsync("present");
        student.HadNoError();
    }
}
