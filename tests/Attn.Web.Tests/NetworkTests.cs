using System.Globalization;
using Attn.Testing;
using Attn.Testing.Program;
using Microsoft.Playwright;

namespace Attn.Web.Tests;

/// <summary>Lecture halls with a network that breaks, and phones without a camera for the page.</summary>
public sealed class NetworkTests(Browsers browsers)
{
    private const int MaxBytes = 1024 * 1024;

    // Noise does not compress: several megabytes.
    private const string Noise = """
        () => {
          const canvas = document.createElement('canvas');
          canvas.width = 1600;
          canvas.height = 1200;
          const context = canvas.getContext('2d');
          const picture = context.createImageData(1600, 1200);
          for (let at = 0; at < picture.data.length; at++) picture.data[at] = at % 4 === 3 ? 255 : Math.random() * 256;
          context.putImageData(picture, 0, 0);
          return canvas.toDataURL('image/png').split(',')[1];
        }
        """;

    [Fact]
    public async Task An_answer_that_gets_lost_is_asked_for_again_and_leaves_one_record()
    {
        await using var program = await AttnProgram.StartAsync();
        using var teacher = await Teacher.SignsInAsync(program.Url);
        var id = await teacher.OpensAsync();
        await using var student = await Person.AtAsync(browsers.Browser, program.Url, Look.Phone());
        var calls = 0;
        await student.Page.RouteAsync(
            "**/attend",
            async route =>
            {
                calls++;
                if (calls > 1)
                {
                    await route.ContinueAsync();
                    return;
                }
                await route.FetchAsync();
                await route.AbortAsync("connectionreset");
            }
        );
        await student.Page.GotoAsync($"/student/sessions/{id}");
        await student.SignsInAsync("demo_student_1");
        await student.ClickAsync("here");
        await student.IsToldAsync("present");

        // The live view may tell of the record before the second try.
        await Eventually.IsTrueAsync(() => Task.FromResult(calls == 2), "the page has asked again");
        Assert.Equal(["demo_student_1"], (await teacher.ListsAsync(id)).Keys);
        student.HadNoFault();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("tr")]
    public async Task Offline_is_said_and_what_was_begun_goes_on_by_itself(string language)
    {
        await using var program = await AttnProgram.StartAsync();
        using var teacher = await Teacher.SignsInAsync(program.Url);
        var id = await teacher.OpensAsync();
        await using var student = await Person.AtAsync(browsers.Browser, program.Url, Look.Phone(language));
        await student.Page.GotoAsync($"/student/sessions/{id}");
        await student.SignsInAsync("demo_student_1");
        await student.Button("here").WaitForAsync();

        await student.Page.Context.SetOfflineAsync(true);
        await student.SeesAsync(student.Words["offline"]);
        await student.ClickAsync("here");
        await student.Page.Locator(".progress").WaitForAsync();
        await student.LooksAsync("offline");
        await student.Page.Context.SetOfflineAsync(false);
        await student.IsToldAsync("present");

        Assert.Equal(["demo_student_1"], (await teacher.ListsAsync(id)).Keys);
    }

    [Fact]
    public async Task Without_https_a_picture_is_chosen_made_small_and_sent_with_a_progress_bar()
    {
        await using var program = await AttnProgram.StartAsync();
        using var teacher = await Teacher.SignsInAsync(program.Url);
        var id = await teacher.OpensAsync(option: 3);
        var elsewhere = new UriBuilder(program.Url) { Host = Chromium.Elsewhere }.Uri;
        await using var student = await Person.AtAsync(browsers.Browser, elsewhere, Look.Phone());
        await student.Page.GotoAsync($"/student/sessions/{id}");
        await student.SignsInAsync("demo_student_1");
        await student.Field("choose-picture").WaitForAsync();
        await student.LooksAsync("choose-picture");

        var picture = Convert.FromBase64String(await student.Page.EvaluateAsync<string>(Noise));
        Assert.True(picture.Length > 3 * MaxBytes, "the picture is large");
        await student
            .Field("choose-picture")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "large.png",
                    MimeType = "image/png",
                    Buffer = picture,
                }
            );
        await student.Button("send").WaitForAsync();
        var line = await student.Page.Context.NewCDPSessionAsync(student.Page);
        await line.SendAsync("Network.enable");
        await line.SendAsync(
            "Network.emulateNetworkConditions",
            new()
            {
                ["offline"] = false,
                ["latency"] = 50,
                ["downloadThroughput"] = 500_000,
                ["uploadThroughput"] = 250_000,
            }
        );
        var sent = student.Page.WaitForRequestAsync("**/attend");
        await student.ClickAsync("send");
        await student.Page.Locator("progress[value]").WaitForAsync();
        await student.IsToldAsync("not-accepted");

        var size = int.Parse((await (await sent).AllHeadersAsync())["content-length"], CultureInfo.InvariantCulture);
        Assert.InRange(size, MaxBytes / 20, MaxBytes + 1024);
        student.HadNoFault();
    }

    [Fact]
    public async Task The_camera_of_a_page_without_https_is_not_asked_for_and_the_code_is_typed()
    {
        await using var program = await AttnProgram.StartAsync();
        var elsewhere = new UriBuilder(program.Url) { Host = Chromium.Elsewhere }.Uri;
        await using var student = await Person.AtAsync(browsers.Browser, elsewhere, Look.Phone());
        await student.Page.GotoAsync("/student/scan");
        await student.SignsInAsync("demo_student_1");
        await student.SeesAsync("only over HTTPS");
        await student.Field("code").FillAsync("ZZZZZZ");
        await student.ClickAsync("go-on");
        await student.SeesAsync("not valid any more");
        await student.LooksAsync("wrong-code");
        student.HadNoFault();
    }
}
