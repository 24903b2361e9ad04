using System.Net;
using Attn.Testing.Program;

namespace Attn.Api.Tests.Courses;

/// <summary>What is planned in a student's own courses.</summary>
public sealed class OwnPlannedTests(ClockedProgram program) : IClassFixture<ClockedProgram>
{
    private const string Planned = "/api/v1/student/planned";

    [Fact]
    public async Task Enrolled_students_see_what_is_planned_and_what_was_cancelled()
    {
        using var teacher = await program.NewTeacherAsync();
        using var enrolled = await program.NewStudentAsync();
        using var other = await program.NewStudentAsync();
        var first = await program.OpensAsync(teacher, "Planned ahead", startsIn: 60);
        var second = await program.OpensAsync(teacher, "Planned ahead", startsIn: 120);
        var running = await program.OpensAsync(teacher, "Planned ahead");
        (await teacher.CancelsAsync(second, "Snow storm")).Expect(HttpStatusCode.OK);
        await EnrolAsync(teacher, running, enrolled, new { student_full_name = "On The List" });

        Assert.Equal([(first, "planned"), (second, "cancelled")], await ListAsync(enrolled));
        var answer = await enrolled.GetAsync(Planned);
        Assert.Equal("Snow storm", answer.Body[1].GetProperty("cancel_reason").GetString());
        Assert.False(answer.Body[0].TryGetProperty("ip_address", out _));
        Assert.Empty(await ListAsync(other));

        // The list is what counts, even for somebody who was there before.
        (await teacher.AddsAsync(running, other.Number, "Stranger")).Expect(HttpStatusCode.Created);
        await teacher.FinishesAsync(running);
        await teacher.IsInHistoryAsync(running);
        Assert.Empty(await ListAsync(other));
        // Cancelled before its start: in the archive, and shown until its time has passed.
        await teacher.IsInHistoryAsync(second);
        Assert.Equal([(first, "planned"), (second, "cancelled")], await ListAsync(enrolled));
    }

    [Fact]
    public async Task Who_has_left_sees_nothing_of_later_days()
    {
        using var teacher = await program.NewTeacherAsync();
        using var student = await program.NewStudentAsync();
        var nextWeek = await program.OpensAsync(teacher, "Left before", startsIn: 7 * 24 * 60);
        var yesterday = program.Now.AddDays(-1).ToString("yyyy-MM-dd", null);
        await EnrolAsync(teacher, nextWeek, student, new { student_full_name = "Has Left", to = yesterday });

        Assert.Empty(await ListAsync(student));
    }

    [Fact]
    public async Task Without_a_class_list_those_who_came_before_see_what_is_planned()
    {
        using var teacher = await program.NewTeacherAsync();
        using var student = await program.NewStudentAsync();
        using var other = await program.NewStudentAsync();
        var past = await program.OpensAsync(teacher, "No list");
        (await student.AttendsAsync(past)).Expect(HttpStatusCode.OK);
        program.Clock.Advance(TimeSpan.FromMinutes(1));
        await teacher.FinishesAsync(past);
        await teacher.IsInHistoryAsync(past);
        var next = await program.OpensAsync(teacher, "No list", startsIn: 60);

        Assert.Equal([(next, "planned")], await ListAsync(student));
        Assert.Empty(await ListAsync(other));
    }

    private static async Task EnrolAsync(Teacher teacher, Guid session, Student student, object enrolment)
    {
        var course = (await teacher.FindsAsync(session))["course_id"].GetGuid();
        var path = $"/api/v1/teacher/courses/{course}/students/{student.Number}";
        (await teacher.PutAsync(path, enrolment)).Expect(HttpStatusCode.OK);
    }

    private static async Task<List<(Guid, string?)>> ListAsync(Student student) =>
        [
            .. (await student.GetAsync(Planned))
                .Expect(HttpStatusCode.OK)
                .Body.EnumerateArray()
                .Select(session =>
                    (session.GetProperty("attendance_id").GetGuid(), session.GetProperty("status").GetString())
                ),
        ];
}
