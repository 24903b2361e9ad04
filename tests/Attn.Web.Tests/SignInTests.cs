using Attn.Testing.Program;
using Microsoft.Playwright;

namespace Attn.Web.Tests;

/// <summary>A sign-in that lasts as long as the page is used, and its end. The browser's clock is moved on; nobody waits a quarter of an hour.</summary>
public sealed class SignInTests(Browsers browsers)
{
    [Theory]
    [InlineData("en")]
    [InlineData("tr")]
    public async Task A_used_page_is_renewed_an_unused_one_warns_and_its_end_is_explained(string language)
    {
        await using var program = await AttnProgram.StartAsync();
        await using var student = await Person.AtAsync(browsers.Browser, program.Url, Look.Phone(language));
        await student.Page.Clock.InstallAsync();
        await student.Page.GotoAsync("/student/attendance");
        await student.SignsInAsync("demo_student_1");
        var page = student.Heading(student.Words["my-attendance"]);
        await page.WaitForAsync();

        await student.Page.Keyboard.PressAsync("Shift");
        await student.Page.RunAndWaitForResponseAsync(
            () => student.Page.Clock.FastForwardAsync("06:00"),
            answer => answer.Url.EndsWith("/auth/renew", StringComparison.Ordinal) && answer.Ok
        );

        await student.Page.Clock.FastForwardAsync("08:00");
        await student.Button("stay").WaitForAsync();
        await student.LooksAsync("ends-soon");
        await student.Page.RunAndWaitForResponseAsync(
            () => student.ClickAsync("stay"),
            answer => answer.Url.EndsWith("/auth/renew", StringComparison.Ordinal) && answer.Ok
        );
        await Assertions.Expect(student.Button("stay")).ToHaveCountAsync(0);

        await student.Page.Clock.FastForwardAsync("16:00");
        await student.SeesAsync(student.Words["expired"]);
        await student.LooksAsync("expired");
        await student.SignsInAsync("demo_student_1");
        await page.WaitForAsync();
        Assert.EndsWith("/student/attendance", student.Page.Url, StringComparison.Ordinal);
        student.HadNoFault();
    }

    [Fact]
    public async Task A_wrong_password_is_said_in_words_and_nothing_is_left_after_a_sign_out()
    {
        await using var program = await AttnProgram.StartAsync();
        await using var teacher = await Person.AtAsync(browsers.Browser, program.Url, Look.Phone());
        await teacher.Page.GotoAsync("/");
        await teacher.SignsInAsync("demo_teacher_1", "wrong");
        await teacher.Page.GetByRole(AriaRole.Alert).GetByText("wrong").WaitForAsync();
        await teacher.LooksAsync("wrong-password");
        await teacher.SignsInAsync("demo_teacher_1");
        await teacher.Heading("Demo Teacher 1").WaitForAsync();
        await teacher.SignsOutAsync();
        await teacher.Page.GotoAsync("/teacher/history");
        await teacher.Button("sign-in").WaitForAsync();
        teacher.HadNoFault();
    }
}
