using System.Net;
using Attn.Aksis.Simulator;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests;

/// <summary>
/// Sign-in with the university account, through the program, against a simulated portal on two ports.
/// </summary>
public sealed class PortalSignInTests : IAsyncLifetime
{
    private const string Password = "a passw0rd of the university";
    private AksisSimulator? _portal;
    private AttnProgram? _program;

    private AttnProgram Program => _program!;

    public async ValueTask InitializeAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        var lesson = new SimulatedLesson("YBSB1008 - VERİ YAPILARI", "Doç. Dr. ELİF KARTAL", now, now.AddHours(1));
        _portal = (await AksisSimulator.StartAsync())
            .With(SimulatedUser.Teacher("elif.kartal", Password, "Doç. Dr. ELİF KARTAL"))
            .With(
                SimulatedUser.Student("ayse.yilmaz", Password, "AYŞE YILMAZ", "1306210042") with
                {
                    Lessons = [lesson],
                }
            )
            .With(SimulatedUser.Student("photoless", Password, "FOTOSUZ ÖĞRENCİ", "1306210043") with { Photo = null })
            .With(new SimulatedUser("librarian", Password, "BİR MEMUR", IsTeacher: false, Number: null));
        _program = await AttnProgram.StartAsync([
            .. _portal.Environment.Select(variable => (variable.Key, variable.Value!)),
            ("FACE_VERIFIER_MICROSERVICE_URL", "http://127.0.0.1:9"),
        ]);
    }

    public async ValueTask DisposeAsync()
    {
        await Program.DisposeAsync();
        await _portal!.DisposeAsync();
    }

    [Fact]
    public async Task A_student_signs_in_finds_the_lesson_of_the_schedule_and_attends()
    {
        using var teacher = new AttnClient(Program.Url);
        var teacherAnswer = (await teacher.SignInAsync(" Elif.Kartal ", Password)).Expect(HttpStatusCode.OK);
        Assert.Equal(("elif.kartal", "ELİF KARTAL", "Teacher"), UserOf(teacherAnswer));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, teacherAnswer["schedule"].ValueKind);
        var opened = (
            await teacher.PostAsync(
                "/api/v1/teacher/attendances",
                new
                {
                    lesson_name = "YBSB1008 - Veri Yapıları",
                    end_time = TimeProvider.System.GetUtcNow().AddMinutes(20),
                    security_option = 1,
                }
            )
        ).Expect(HttpStatusCode.Created);

        using var student = new AttnClient(Program.Url);
        var answer = (await student.SignInAsync("ayse.yilmaz", Password)).Expect(HttpStatusCode.OK);
        Assert.Equal(("1306210042", "AYŞE YILMAZ", "Student"), UserOf(answer));
        var lesson = Assert.Single(answer["schedule"].EnumerateArray());
        var query =
            $"lesson_name={Uri.EscapeDataString(lesson.GetProperty("lesson_name").GetString()!)}"
            + $"&teacher_name={Uri.EscapeDataString(lesson.GetProperty("teacher_name").GetString()!)}";
        var found = (await student.GetAsync($"/api/v1/student/sessions/find?{query}")).Expect(HttpStatusCode.OK);
        var id = Assert.Single(found.Body.EnumerateArray()).GetProperty("attendance_id").GetGuid();
        Assert.Equal(opened["attendance_id"].GetGuid(), id);

        var record = (await student.PostAsync($"/api/v1/student/attendances/{id}/attend")).Expect(HttpStatusCode.OK);
        Assert.True(record.Flag("is_attended"));
        Assert.Equal("AYŞE YILMAZ", record["student"].GetProperty("user_full_name").GetString());

        // A name that a teacher types later does not replace the portal's.
        (
            await teacher.PostAsync(
                $"/api/v1/teacher/attendances/{id}/live/records",
                new
                {
                    student_school_number = "1306210042",
                    student_full_name = "Somebody Else",
                    is_attended = true,
                }
            )
        ).Expect(HttpStatusCode.Created);
        var roster = (await teacher.GetAsync($"/api/v1/teacher/attendances/{id}/records")).Body;
        Assert.Equal(
            "AYŞE YILMAZ",
            Assert.Single(roster.EnumerateArray()).GetProperty("student").GetProperty("user_full_name").GetString()
        );
    }

    [Fact]
    public async Task A_sign_in_that_takes_too_long_is_504()
    {
        await using var hasty = await AttnProgram.StartAsync([
            .. _portal!.Environment.Select(variable => (variable.Key, variable.Value!)),
            ("REQUEST_TIMEOUT_SECONDS", "1"),
        ]);
        _portal.Break(SimulatedPage.LoginForm, new PageFault { Delay = TimeSpan.FromSeconds(8) });
        using var client = new AttnClient(hasty.Url);
        var answer = (await client.SignInAsync("ayse.yilmaz", Password)).Expect(
            HttpStatusCode.GatewayTimeout,
            "answer_timeout"
        );
        Assert.Contains("look first, then try again", answer.Detail, StringComparison.Ordinal);
        Assert.NotNull(answer.Words("request_id"));
    }

    [Fact]
    public async Task Each_refusal_of_the_portal_has_its_status_sentence_and_code()
    {
        using var client = new AttnClient(Program.Url);
        Assert.Equal(
            "Invalid username or password.",
            (await client.SignInAsync("ayse.yilmaz", "wrong"))
                .Expect(HttpStatusCode.Unauthorized, "wrong_credentials")
                .Detail
        );
        Assert.Equal(
            "Unknown user role from Aksis.",
            (await client.SignInAsync("librarian", Password)).Expect(HttpStatusCode.Forbidden, "unknown_role").Detail
        );
        _portal!.Break(SimulatedPage.LoginForm, new PageFault { Status = 500 });
        var down = (await client.SignInAsync("ayse.yilmaz", Password)).Expect(
            HttpStatusCode.ServiceUnavailable,
            "portal_unavailable"
        );
        Assert.Equal("Aksis service is currently unavailable.", down.Detail);
        Assert.NotNull(down.Response.Headers.RetryAfter);
        Assert.DoesNotContain(Password, Program.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("YILMAZ", Program.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_student_without_photo_and_lessons_signs_in_and_a_face_check_says_what_is_missing()
    {
        using var teacher = new AttnClient(Program.Url);
        (await teacher.SignInAsync("elif.kartal", Password)).Expect(HttpStatusCode.OK);
        var opened = (
            await teacher.PostAsync(
                "/api/v1/teacher/attendances",
                new
                {
                    lesson_name = "Veri Yapıları",
                    end_time = TimeProvider.System.GetUtcNow().AddMinutes(20),
                    security_option = 3,
                }
            )
        ).Expect(HttpStatusCode.Created);

        using var student = new AttnClient(Program.Url);
        Assert.Empty(
            (await student.SignInAsync("photoless", Password)).Expect(HttpStatusCode.OK)["schedule"].EnumerateArray()
        );
        using var picture = new ByteArrayContent(Selfies.Any());
        using var form = new MultipartFormDataContent { { picture, "normal_image", "selfie.jpg" } };
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            $"/api/v1/student/attendances/{opened["attendance_id"].GetGuid()}/attend"
        )
        {
            Content = form,
        };
        Assert.Equal(
            "REFERENCE_IMAGE_NOT_FOUND",
            (await student.SendAsync(request)).Expect(HttpStatusCode.OK).Words("fail_reason")
        );
    }

    private static (string Number, string Name, string Role) UserOf(Answer answer)
    {
        var user = answer["user"];
        return (
            user.GetProperty("user_school_number").GetString()!,
            user.GetProperty("user_full_name").GetString()!,
            user.GetProperty("role").GetString()!
        );
    }
}
