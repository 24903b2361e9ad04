using Attn.Testing.Program;
using Microsoft.Playwright;

namespace Attn.Web.Tests;

/// <summary>A sign-in lasts as long as the page is used. The tests advance the browser's clock.</summary>
public sealed class SignInTests(Browsers browsers)
{
    [Theory]
    [InlineData("en")]
    [InlineData("tr")]
    public async Task A_page_in_use_renews_the_sign_in_and_an_unused_one_warns_and_explains_its_end(string language)
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
        await student.AuditsAsync("ends-soon");
        await student.Page.RunAndWaitForResponseAsync(
            () => student.ClickAsync("stay"),
            answer => answer.Url.EndsWith("/auth/renew", StringComparison.Ordinal) && answer.Ok
        );
        await Assertions.Expect(student.Button("stay")).ToHaveCountAsync(0);

        await student.Page.Clock.FastForwardAsync("16:00");
        await student.SeesAsync(student.Words["expired"]);
        await student.AuditsAsync("expired");
        await student.SignsInAsync("demo_student_1");
        await page.WaitForAsync();
        Assert.EndsWith("/student/attendance", student.Page.Url, StringComparison.Ordinal);
        student.HadNoError();
    }

    [Fact]
    public async Task A_wrong_password_is_explained_and_a_sign_out_leaves_nothing_behind()
    {
        await using var program = await AttnProgram.StartAsync();
        await using var teacher = await Person.AtAsync(browsers.Browser, program.Url, Look.Phone());
        await teacher.Page.GotoAsync("/");
        await teacher.SignsInAsync("demo_teacher_1", "wrong");
        await teacher.Page.GetByRole(AriaRole.Alert).GetByText("wrong").WaitForAsync();
        await teacher.AuditsAsync("wrong-password");
        await teacher.SignsInAsync("demo_teacher_1");
        await teacher.Heading("Demo Teacher 1").WaitForAsync();
        await teacher.SignsOutAsync();
        await teacher.Page.GotoAsync("/teacher/history");
        await teacher.Button("sign-in").WaitForAsync();
        teacher.HadNoError();
    }
}
