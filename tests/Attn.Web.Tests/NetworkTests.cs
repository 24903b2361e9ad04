using System.Globalization;
using Attn.Testing;
using Attn.Testing.Program;
using Microsoft.Playwright;

namespace Attn.Web.Tests;

/// <summary>An unreliable network, and pages without HTTPS, which get no camera.</summary>
public sealed class NetworkTests(Browsers browsers)
{
    private const int MaxBytes = 1024 * 1024;

    // Several megabytes, because noise does not compress.
    private const string Noise = """
        () => {
          const canvas = document.createElement('canvas');
          canvas.width = 1600;
          canvas.height = 1200;
          const context = canvas.getContext('2d');
          const picture = context.createImageData(1600, 1200);
          for (let i = 0; i < picture.data.length; i++) picture.data[i] = i % 4 === 3 ? 255 : Math.random() * 256;
          context.putImageData(picture, 0, 0);
          return canvas.toDataURL('image/png').split(',')[1];
        }
        """;

    [Fact]
    public async Task A_lost_answer_is_requested_again_and_leaves_one_record()
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

        // The live view may show the record before the retry.
        await Eventually.IsTrueAsync(() => Task.FromResult(calls == 2), "the page retried");
        Assert.Equal(["demo_student_1"], (await teacher.ListsAsync(id)).Keys);
        student.HadNoError();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("tr")]
    public async Task The_page_says_that_it_is_offline_and_completes_the_check_in_when_online(string language)
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
        await student.AuditsAsync("offline");
        await student.Page.Context.SetOfflineAsync(false);
        await student.IsToldAsync("present");

        Assert.Equal(["demo_student_1"], (await teacher.ListsAsync(id)).Keys);
    }

    [Fact]
    public async Task Without_https_a_chosen_picture_is_reduced_and_sent_with_a_progress_bar()
    {
        await using var program = await AttnProgram.StartAsync();
        using var teacher = await Teacher.SignsInAsync(program.Url);
        var id = await teacher.OpensAsync(option: 3);
        var insecure = new UriBuilder(program.Url) { Host = Chromium.OtherHost }.Uri;
        await using var student = await Person.AtAsync(browsers.Browser, insecure, Look.Phone());
        await student.Page.GotoAsync($"/student/sessions/{id}");
        await student.SignsInAsync("demo_student_1");
        await student.Field("choose-picture").WaitForAsync();
        await student.AuditsAsync("choose-picture");

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
        var protocol = await student.Page.Context.NewCDPSessionAsync(student.Page);
        await protocol.SendAsync("Network.enable");
        await protocol.SendAsync(
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
        student.HadNoError();
    }

    [Fact]
    public async Task Without_https_the_scan_page_offers_to_type_the_code()
    {
        await using var program = await AttnProgram.StartAsync();
        var insecure = new UriBuilder(program.Url) { Host = Chromium.OtherHost }.Uri;
        await using var student = await Person.AtAsync(browsers.Browser, insecure, Look.Phone());
        await student.Page.GotoAsync("/student/scan");
        await student.SignsInAsync("demo_student_1");
        await student.SeesAsync("only over HTTPS");
        await student.Field("code").FillAsync("ZZZZZZ");
        await student.ClickAsync("go-on");
        await student.SeesAsync("not valid any more");
        await student.AuditsAsync("wrong-code");
        student.HadNoError();
    }
}
