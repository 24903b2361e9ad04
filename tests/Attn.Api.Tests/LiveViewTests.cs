using System.Net;
using Attn.Testing.Program;

namespace Attn.Api.Tests;

/// <summary>Class sessions as server-sent events, against the real program.</summary>
public sealed class LiveViewTests(RunningProgram program) : IClassFixture<RunningProgram>
{
    [Fact]
    public async Task A_teacher_sees_the_roster_and_then_every_change_up_to_the_end()
    {
        using var teacher = await program.TeacherAsync();
        using var first = await program.StudentAsync();
        using var second = await program.StudentAsync();
        var id = await teacher.OpensAsync();
        (await first.AttendsAsync(id)).Expect(HttpStatusCode.OK);

        await using var events = await teacher.WatchesAsync(id);
        var snapshot = await events.NextAsync("snapshot");
        Assert.Equal(first.Number, Assert.Single(snapshot.Data.GetProperty("records").EnumerateArray()).GetProperty("student").GetProperty("user_school_number").GetString());
        Assert.Equal(id, snapshot.Data.GetProperty("session").GetProperty("attendance_id").GetGuid());

        (await second.AttendsAsync(id)).Expect(HttpStatusCode.OK);
        (await teacher.FailsAsync(id, second.Number, "Left at once")).Expect(HttpStatusCode.OK);
        (await teacher.AddsAsync(id, "4711", "Ayşe Yılmaz")).Expect(HttpStatusCode.Created);
        (await teacher.UndoesAsync(id, "4711")).Expect(HttpStatusCode.OK);
        (await teacher.ExtendsAsync(id, TimeProvider.System.GetUtcNow().AddHours(1))).Expect(HttpStatusCode.OK);
        await teacher.FinishesAsync(id);

        var rest = await events.RestAsync();
        Assert.Equal(["record", "record", "record", "removed", "session", "session"], rest.Select(each => each.Name));
        Assert.Equal(Enumerable.Range(1, 6).Select(step => snapshot.Id + step), rest.Select(each => each.Id));
        Assert.Equal([second.Number, second.Number, "4711", "4711"], rest.Take(4).Select(each => each.Student));
        Assert.Equal("Left at once", rest[1].Data.GetProperty("fail_reason").GetString());
        Assert.Equal([true, false], rest.Skip(4).Select(each => each.Data.GetProperty("is_live").GetBoolean()));
    }
}
