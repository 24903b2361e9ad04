using System.Collections.Concurrent;
using System.Net;
using Attn.Aksis.Simulator;
using Attn.Testing;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests;

/// <summary>
/// SIGTERM in the middle of work: requests under way are answered, what was answered is kept, and live views do not
/// delay the end.
/// </summary>
public sealed class OrderlyEndTests
{
    private const string Password = "a passw0rd of the university";

    [Fact]
    public async Task A_sign_in_that_waits_for_the_portal_is_answered_before_the_program_ends()
    {
        await using var portal = (await AksisSimulator.StartAsync()).With(
            SimulatedUser.Student("ayse.yilmaz", Password, "AYŞE YILMAZ", "1306210042")
        );
        await using var program = await AttnProgram.StartAsync([
            .. portal.Environment.Select(variable => (variable.Key, variable.Value!)),
        ]);
        portal.Break(SimulatedPage.LoginForm, new PageFault { Delay = TimeSpan.FromSeconds(3) });
        using var client = new AttnClient(program.Url);
        var signIn = client.SignInAsync("ayse.yilmaz", Password);
        await Eventually.IsTrueAsync(
            () => Task.FromResult(portal.Requests(SimulatedPage.LoginForm) > 0),
            "the portal is asked"
        );

        var exitCode = await program.EndsInOrderAsync();

        (await signIn).Expect(HttpStatusCode.OK);
        Assert.Equal(0, exitCode);
        await program.StartAgainAsync();
        using var same = new AttnClient(program.Url) { Token = client.Token };
        (await same.GetAsync("/api/v1/student/lessons")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Answered_check_ins_are_kept_and_live_views_end_with_the_program()
    {
        const int students = 200;
        await using var program = await AttnProgram.StartAsync(("DEMO_STUDENTS", "200"));
        using var teacher = await Teacher.SignsInAsync(program.Url);
        var id = await teacher.OpensAsync();
        var signedIn = await Task.WhenAll(
            Enumerable.Range(1, students).Select(number => Student.SignsInAsync(program.Url, number))
        );
        await using var view = await teacher.WatchesAsync(id);
        Assert.Equal("snapshot", (await view.NextAsync())?.Name);

        var answered = new ConcurrentBag<string>();
        var burst = signedIn.Select(student => AttendAsync(student, id, answered)).ToList();
        await Eventually.IsTrueAsync(() => Task.FromResult(answered.Count >= students / 10), "the burst is under way");
        var exitCode = await program.EndsInOrderAsync();
        await Task.WhenAll(burst);

        Assert.Equal(0, exitCode);
        while (await view.NextAsync() is not null)
        {
            // Read to its end, which is not a broken connection.
        }

        await program.StartAgainAsync();
        using var same = teacher.At(program.Url);
        Assert.Empty(answered.Except((await same.ListsAsync(id)).Keys, StringComparer.Ordinal));
        foreach (var student in signedIn)
            student.Dispose();
    }

    private static async Task AttendAsync(Student student, Guid id, ConcurrentBag<string> answered)
    {
        try
        {
            if ((await student.AttendsAsync(id)).IsSuccess)
                answered.Add(student.Number);
        }
        catch (HttpRequestException)
        {
            // The program no longer accepted requests, so nothing was promised.
        }
    }
}
