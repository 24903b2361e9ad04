using System.Net;
using Attn.Testing.Program;

namespace Attn.Api.Tests;

/// <summary>A teacher reads one class session of their own.</summary>
public sealed class TeacherSessionLookupTests(ClockedProgram program) : IClassFixture<ClockedProgram>
{
    private const string NotFound = "Attendance not found or you are not authorized to access it.";

    [Fact]
    public async Task Session_is_found_planned_live_and_past_with_its_status()
    {
        using var teacher = await program.NewTeacherAsync();
        var id = await program.OpensAsync(teacher, "Algebra", startsIn: 5);
        Assert.Equal(("planned", true), await StatusAsync(teacher, id));

        program.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(("live", true), await StatusAsync(teacher, id));
        Assert.Equal((await teacher.FindsLiveAsync()).Text, (await teacher.FindsAsync(id)).Text);

        await teacher.FinishesAsync(id);
        Assert.Equal(("ended", false), await StatusAsync(teacher, id));
        await teacher.IsInHistoryAsync(id);
        Assert.Equal(("ended", false), await StatusAsync(teacher, id));
        var past = (await teacher.GetAsync("/api/v1/teacher/attendances/historical")).Body[0];
        Assert.Equal(past.GetRawText(), (await teacher.FindsAsync(id)).Body.GetRawText());
    }

    [Fact]
    public async Task Session_that_was_finished_before_its_start_has_ended()
    {
        using var teacher = await program.NewTeacherAsync();
        var id = await program.OpensAsync(teacher, startsIn: 5);
        await teacher.FinishesAsync(id);
        Assert.Equal(("ended", false), await StatusAsync(teacher, id));
    }

    [Fact]
    public async Task Deleted_session_is_not_found()
    {
        using var teacher = await program.NewTeacherAsync();
        var id = await program.OpensAsync(teacher);
        await teacher.FinishesAsync(id);
        (await teacher.DeletesAsync(id, "Opened by mistake")).Expect(HttpStatusCode.NoContent);
        AssertNotFound(await teacher.FindsAsync(id));
    }

    [Fact]
    public async Task Another_teachers_session_and_an_unknown_one_are_not_found()
    {
        using var teacher = await program.NewTeacherAsync();
        using var another = await program.NewTeacherAsync();
        var id = await program.OpensAsync(teacher);
        AssertNotFound(await another.FindsAsync(id));
        await teacher.FinishesAsync(id);
        await teacher.IsInHistoryAsync(id);
        AssertNotFound(await another.FindsAsync(id));
        AssertNotFound(await another.FindsAsync(Guid.NewGuid()));
    }

    [Fact]
    public async Task Id_that_is_not_a_UUID_is_422()
    {
        using var teacher = await program.NewTeacherAsync();
        var answer = await teacher.GetAsync("/api/v1/teacher/attendances/not-a-uuid");
        Assert.Equal("not_valid", answer.Expect(HttpStatusCode.UnprocessableEntity).Code);
        Assert.True(answer["errors"].TryGetProperty("id", out _));
    }

    private static async Task<(string? Status, bool IsLive)> StatusAsync(Teacher teacher, Guid id)
    {
        var found = (await teacher.FindsAsync(id)).Expect(HttpStatusCode.OK);
        Assert.Equal(id, found["attendance_id"].GetGuid());
        return (found.Words("status"), found.Flag("is_live"));
    }

    private static void AssertNotFound(Answer answer)
    {
        answer.Expect(HttpStatusCode.NotFound);
        Assert.Equal(("not_found", NotFound), (answer.Code, answer.Detail));
    }
}
