using System.Net;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests;

/// <summary>The program is killed in the middle of its work; what it answered is there after a restart.</summary>
public sealed class SigkillTests
{
    [Fact]
    public async Task Every_check_in_that_was_answered_survives_a_kill_in_the_middle_of_a_burst()
    {
        const int students = 300;
        await using var program = await AttnProgram.StartAsync(("DEMO_STUDENTS", "300"));
        using var teacher = await Teacher.SignsInAsync(program.Url);
        var id = await teacher.OpensAsync();
        var signedIn = await Task.WhenAll(
            Enumerable.Range(1, students).Select(number => Student.SignsInAsync(program.Url, number))
        );

        var answered = new System.Collections.Concurrent.ConcurrentBag<string>();
        var burst = signedIn.Select(student => AttendAsync(student, id, answered)).ToList();
        await Attn.Testing.Eventually.IsTrueAsync(
            () => Task.FromResult(answered.Count >= students / 5),
            "the burst is under way"
        );
        await program.KillAsync();
        await Task.WhenAll(burst);
        await program.StartAgainAsync();

        // The teacher's login, the class session and every answered check-in are still there.
        using var sameTeacher = new AttnClient(program.Url) { Token = teacher.Token };
        var roster = (await sameTeacher.GetAsync($"/api/v1/teacher/attendances/{id}/records"))
            .Expect(HttpStatusCode.OK)
            .Body.EnumerateArray()
            .Select(record => record.GetProperty("student").GetProperty("user_school_number").GetString()!)
            .ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(answered);
        Assert.Empty(answered.Except(roster, StringComparer.Ordinal));
        Assert.Equal(id, (await sameTeacher.GetAsync("/api/v1/teacher/attendances/live"))["attendance_id"].GetGuid());
        foreach (var student in signedIn)
            student.Dispose();
    }

    private static async Task AttendAsync(
        Student student,
        Guid id,
        System.Collections.Concurrent.ConcurrentBag<string> answered
    )
    {
        try
        {
            if ((await student.AttendsAsync(id)).IsSuccess)
                answered.Add(student.Number);
        }
        catch (HttpRequestException)
        {
            // Killed before it answered: this one may be recorded or not.
        }
    }
}
