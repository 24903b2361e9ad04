using System.Net;
using Attn.Testing;

namespace Attn.Api.Tests;

/// <summary>Live views while time passes; the test moves the clock.</summary>
public sealed class LiveViewClockTests(ClockedProgram program) : IClassFixture<ClockedProgram>
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task The_end_by_the_clock_is_sent_and_ends_the_stream()
    {
        using var teacher = await program.NewTeacherAsync();
        using var student = await program.NewStudentAsync();
        var id = await program.OpensAsync(teacher, minutes: 5);
        await using var events = await teacher.WatchesAsync(id);
        await using var own = await student.WatchesAsync(id);
        await events.NextAsync("snapshot");
        await own.NextAsync("snapshot");
        (await student.AttendsAsync(id)).Expect(HttpStatusCode.OK);
        await events.NextAsync("record");
        await own.NextAsync("record");

        var rest = Task.WhenAll(events.RestAsync(), own.RestAsync());
        await PassUntilAsync(rest, TimeSpan.FromMinutes(1));

        Assert.All(await rest, sent => Assert.False(Assert.Single(sent).Data.GetProperty("is_live").GetBoolean()));
    }

    [Fact]
    public async Task A_heartbeat_is_sent_while_nothing_changes()
    {
        using var teacher = await program.NewTeacherAsync();
        var id = await program.OpensAsync(teacher);
        await using var events = await teacher.WatchesAsync(id);
        await events.NextAsync("snapshot");
        var next = events.NextAsync();
        await Eventually.IsTrueAsync(
            () =>
            {
                program.Clock.Advance(Heartbeat / 4);
                return Task.FromResult(events.Heartbeats >= 3);
            },
            "three heartbeats have come"
        );
        Assert.False(next.IsCompleted);
        await teacher.FinishesAsync(id);
        Assert.Equal("session", (await next)?.Name);
    }

    [Fact]
    public async Task Signing_out_and_expiring_end_the_streams_of_that_login_only()
    {
        using var teacher = await program.TeacherAsync(6);
        using var elsewhere = await program.TeacherAsync(6);
        using var student = await program.StudentAsync(6);
        var id = await program.OpensAsync(teacher, minutes: 120);
        await using var goes = await teacher.WatchesAsync(id);
        await using var stays = await elsewhere.WatchesAsync(id);
        await using var expires = await student.WatchesAsync(id);
        foreach (var each in new[] { goes, stays, expires })
            await each.NextAsync("snapshot");

        (await teacher.PostAsync("/api/v1/auth/logout")).Expect(HttpStatusCode.NoContent);
        var end = goes.NextAsync();
        await PassUntilAsync(end, Heartbeat / 4);
        Assert.Null(await end);

        // A student's LoginSession lasts ten minutes, a teacher's an hour.
        var studentsEnd = expires.NextAsync();
        await PassUntilAsync(studentsEnd, TimeSpan.FromSeconds(30));
        Assert.Null(await studentsEnd);
        (await elsewhere.AddsAsync(id, "4711", "Ayşe Yılmaz")).Expect(HttpStatusCode.Created);
        await stays.NextAsync("record");
        await elsewhere.FinishesAsync(id);
    }

    private Task PassUntilAsync(Task done, TimeSpan step) =>
        Eventually.IsTrueAsync(
            () =>
            {
                if (!done.IsCompleted)
                    program.Clock.Advance(step);
                return Task.FromResult(done.IsCompleted);
            },
            "it is over"
        );
}
