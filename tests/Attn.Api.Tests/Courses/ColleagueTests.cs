using System.Net;

namespace Attn.Api.Tests.Courses;

/// <summary>Colleagues who teach a course together; docs/authorization.md has every route.</summary>
public sealed class ColleagueTests(ClockedProgram program) : IClassFixture<ClockedProgram>
{
    private const string Courses = "/api/v1/teacher/courses";

    [Fact]
    public async Task Colleague_sees_and_decides_and_the_trail_says_who_did_it()
    {
        using var owner = await program.TeacherAsync(1);
        using var colleague = await program.TeacherAsync(2);
        using var student = await program.StudentAsync(1);
        var id = await program.OpensAsync(owner, "Together");
        var course = (await owner.GetAsync($"/api/v1/teacher/attendances/{id}"))["course_id"].GetGuid();
        (await student.AttendsAsync(id)).Expect(HttpStatusCode.OK);
        (await colleague.FailsAsync(id, student.Number, "Not seen here")).Expect(HttpStatusCode.NotFound);

        (await owner.PutAsync($"{Courses}/{course}/teachers/DEMO_TEACHER_2", new { role = "assistant" })).Expect(
            HttpStatusCode.OK
        );
        (await colleague.FailsAsync(id, student.Number, "Not seen here")).Expect(HttpStatusCode.OK);
        program.Clock.Advance(TimeSpan.FromMinutes(1));
        (await colleague.TriesToFinishAsync(id)).Expect(HttpStatusCode.NoContent);
        await owner.IsInHistoryAsync(id);
        var past = $"/api/v1/teacher/attendances/{id}/historical/records/{student.Number}/accept";
        (await colleague.PostAsync(past)).Expect(HttpStatusCode.OK);

        var trail = (await owner.GetAsync($"/api/v1/teacher/attendances/{id}/records/{student.Number}/history")).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal(
            [colleague.Number, colleague.Number],
            trail.Body.EnumerateArray().Select(entry => entry.GetProperty("actor").GetString())
        );

        (await owner.DeleteAsync($"{Courses}/{course}/teachers/{colleague.Number}")).Expect(HttpStatusCode.NoContent);
        (await colleague.PostAsync(past)).Expect(HttpStatusCode.NotFound);
        (await colleague.GetAsync($"{Courses}/{course}")).Expect(HttpStatusCode.NotFound, "course_not_found");
    }

    [Fact]
    public async Task Only_the_owner_changes_the_teachers_and_stays_one()
    {
        using var owner = await program.TeacherAsync(3);
        using var colleague = await program.TeacherAsync(4);
        using var student = await program.StudentAsync(4);
        var course = (await owner.PostAsync(Courses, new { name = "Owned" }))
            .Expect(HttpStatusCode.Created)["course_id"]
            .GetGuid();
        var teachers = $"{Courses}/{course}/teachers";
        (await owner.PutAsync($"{teachers}/{colleague.Number}", new { role = "teacher" })).Expect(HttpStatusCode.OK);

        (await colleague.PutAsync($"{teachers}/demo_teacher_5", new { role = "teacher" })).Expect(
            HttpStatusCode.Forbidden,
            "only_the_owner"
        );
        (await colleague.DeleteAsync($"{teachers}/{owner.Number}")).Expect(HttpStatusCode.Forbidden, "only_the_owner");
        (await owner.DeleteAsync($"{teachers}/{owner.Number}")).Expect(HttpStatusCode.UnprocessableEntity);
        (await owner.PutAsync($"{teachers}/{student.Number}", new { role = "teacher" })).Expect(
            HttpStatusCode.UnprocessableEntity
        );
        (await owner.PutAsync($"{teachers}/demo_teacher_5", new { role = "owner" })).Expect(
            HttpStatusCode.UnprocessableEntity
        );
        Assert.Equal(
            [(owner.Number, "owner"), (colleague.Number, "teacher")],
            (await colleague.GetAsync(teachers))
                .Expect(HttpStatusCode.OK)
                .Body.EnumerateArray()
                .Select(teacher =>
                    (teacher.GetProperty("user_school_number").GetString()!, teacher.GetProperty("role").GetString()!)
                )
        );
    }
}
