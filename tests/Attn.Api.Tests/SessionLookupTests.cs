using System.Net;
using Attn.Testing.Program;

namespace Attn.Api.Tests;

/// <summary>A student gets one class session by its id, as <c>find</c> shows it.</summary>
public sealed class SessionLookupTests(ClockedProgram program) : IClassFixture<ClockedProgram>
{
    [Fact]
    public async Task A_live_session_is_what_find_shows()
    {
        using var teacher = await program.NewTeacherAsync(from: "127.0.0.5");
        using var student = await program.NewStudentAsync();
        var id = await program.OpensAsync(teacher, "Topology");

        var session = (await LooksUpAsync(student, id)).Expect(HttpStatusCode.OK);

        var teacherName = session.Words("teacher_full_name")!;
        var found = (await student.FindsAsync("Topology", teacherName)).Expect(HttpStatusCode.OK);
        Assert.Equal(Assert.Single(found.Body.EnumerateArray()).GetRawText(), session.Text);
        Assert.False(session.Body.TryGetProperty("ip_address", out _));
        Assert.Equal(id, session["attendance_id"].GetGuid());
        Assert.Equal("live", session.Words("status"));
    }

    [Fact]
    public async Task A_session_that_starts_later_is_found()
    {
        using var teacher = await program.NewTeacherAsync();
        using var student = await program.NewStudentAsync();
        var id = await program.OpensAsync(teacher, startsIn: 5);

        Assert.Equal("planned", (await LooksUpAsync(student, id)).Expect(HttpStatusCode.OK).Words("status"));
    }

    [Fact]
    public async Task A_past_session_is_found_until_it_is_deleted()
    {
        using var teacher = await program.NewTeacherAsync();
        using var student = await program.NewStudentAsync();
        var id = await program.OpensAsync(teacher);
        program.Clock.Advance(TimeSpan.FromMinutes(1));
        await teacher.FinishesAsync(id);
        var ended = (await LooksUpAsync(student, id)).Expect(HttpStatusCode.OK);
        Assert.Equal("ended", ended.Words("status"));
        Assert.False(ended.Flag("is_live"));

        await teacher.IsInHistoryAsync(id);
        var archived = (await LooksUpAsync(student, id)).Expect(HttpStatusCode.OK);
        Assert.Equal(ended.Text, archived.Text);

        (await teacher.DeletesAsync(id, "Opened by mistake")).Expect(HttpStatusCode.NoContent);
        AssertNotFound(await LooksUpAsync(student, id));
    }

    [Fact]
    public async Task An_unknown_session_is_404_and_an_id_that_is_not_a_UUID_422()
    {
        using var student = await program.NewStudentAsync();
        AssertNotFound(await LooksUpAsync(student, Guid.NewGuid()));
        (await student.GetAsync("/api/v1/student/attendances/7")).Expect(
            HttpStatusCode.UnprocessableEntity,
            "not_valid"
        );
    }

    [Fact]
    public async Task The_twenty_first_lookup_of_a_minute_is_429()
    {
        await using var limited = await ClockedProgram.StartAsync(("RATE_LIMIT_FACTOR", "1"));
        using var student = await limited.NewStudentAsync();
        for (var lookup = 0; lookup < 20; lookup++)
            AssertNotFound(await LooksUpAsync(student, Guid.NewGuid()));

        (await LooksUpAsync(student, Guid.NewGuid())).Expect(HttpStatusCode.TooManyRequests, "rate_limited");
    }

    private static void AssertNotFound(Answer answer)
    {
        answer.Expect(HttpStatusCode.NotFound, "not_found");
        Assert.Equal("This attendance session does not exist.", answer.Detail);
    }

    private static Task<Answer> LooksUpAsync(Student student, Guid id) =>
        student.GetAsync($"/api/v1/student/attendances/{id}");
}
