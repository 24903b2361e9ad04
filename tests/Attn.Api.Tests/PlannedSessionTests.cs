using System.Net;
using System.Text.Json;
using Attn.Testing.Program;

namespace Attn.Api.Tests;

/// <summary>Planned, cancelled and overlapping class sessions, and what an undo of an addition answers.</summary>
public sealed class PlannedSessionTests(ClockedProgram program) : IClassFixture<ClockedProgram>
{
    private const int NextWeek = 7 * 24 * 60;

    [Fact]
    public async Task A_session_planned_for_next_week_does_not_block_todays()
    {
        using var teacher = await program.NewTeacherAsync();
        using var student = await program.NewStudentAsync();
        var planned = await program.OpensAsync(teacher, startsIn: NextWeek);

        var today = await program.OpensAsync(teacher);

        Assert.Equal(today, (await teacher.FindsLiveAsync())["attendance_id"].GetGuid());
        Assert.Equal([planned], await teacher.ListsPlannedAsync());
        (await student.AttendsAsync(today)).Expect(HttpStatusCode.OK);
        (await teacher.ExtendsAsync(planned, program.Now.AddMinutes(NextWeek + 60))).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Overlapping_windows_are_refused_and_touching_ones_are_not()
    {
        using var teacher = await program.NewTeacherAsync();
        await program.OpensAsync(teacher, startsIn: NextWeek);

        Assert.Equal(
            "You already have an active attendance session. Please end it first.",
            (await TriesToPlanAsync(teacher, NextWeek + 29))
                .Expect(HttpStatusCode.BadRequest, "session_overlaps")
                .Detail
        );
        (await TriesToPlanAsync(teacher, NextWeek + 30)).Expect(HttpStatusCode.Created);
        (await TriesToPlanAsync(teacher, NextWeek - 30)).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_session_is_not_extended_into_the_next_one()
    {
        using var teacher = await program.NewTeacherAsync();
        var running = await program.OpensAsync(teacher);
        await program.OpensAsync(teacher, startsIn: 60);

        (await teacher.ExtendsAsync(running, program.Now.AddMinutes(61))).Expect(
            HttpStatusCode.BadRequest,
            "session_overlaps"
        );
        (await teacher.ExtendsAsync(running, program.Now.AddMinutes(60))).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_a_course_with_many_planned_sessions_students_find_the_one_that_runs_else_the_next()
    {
        using var teacher = await program.NewTeacherAsync();
        using var student = await program.NewStudentAsync();
        var lesson = $"Planned {teacher.Number}";
        var name = (await teacher.FindsAsync(await program.OpensAsync(teacher, lesson, startsIn: NextWeek))).Words(
            "teacher_full_name"
        )!;
        var next = await program.OpensAsync(teacher, lesson, startsIn: 60);
        Assert.Equal([next], await FoundAsync(student, lesson, name));

        var running = await program.OpensAsync(teacher, lesson);

        Assert.Equal([running], await FoundAsync(student, lesson, name));
    }

    [Fact]
    public async Task A_cancelled_session_takes_nobody_and_counts_for_nobody()
    {
        using var teacher = await program.NewTeacherAsync();
        using var student = await program.NewStudentAsync();
        var lesson = $"Cancelled {teacher.Number}";
        (await teacher.ListsStudentsAsync(lesson, $"{student.Number};Ayşe Yılmaz\n")).Expect(HttpStatusCode.OK);
        var running = await program.OpensAsync(teacher, lesson);
        var planned = await program.OpensAsync(teacher, lesson, startsIn: NextWeek);
        (await teacher.AddsAsync(planned, student.Number, "Ayşe Yılmaz")).Expect(HttpStatusCode.Created);

        var cancelled = (await teacher.CancelsAsync(planned)).Expect(HttpStatusCode.OK);
        Assert.Equal(("cancelled", "Snow storm"), (cancelled.Words("status"), cancelled.Words("cancel_reason")));
        Assert.Equal(program.Now, cancelled["cancelled_at"].GetDateTimeOffset());
        Assert.Equal(program.Now.AddMinutes(NextWeek), cancelled["start_time"].GetDateTimeOffset());
        Assert.False(cancelled.Flag("is_live"));
        (await teacher.CancelsAsync(running, "Fire alarm")).Expect(HttpStatusCode.OK);

        foreach (var id in new[] { running, planned })
        {
            Assert.Equal(
                "This attendance session was cancelled.",
                (await student.AttendsAsync(id)).Expect(HttpStatusCode.BadRequest, "session_cancelled").Detail
            );
            await teacher.IsInHistoryAsync(id);
            (await student.AttendsAsync(id)).Expect(HttpStatusCode.BadRequest, "session_cancelled");
            Assert.Equal("cancelled", (await teacher.FindsAsync(id)).Words("status"));
            Assert.Equal("cancelled", (await student.GetAsync($"/api/v1/student/attendances/{id}")).Words("status"));
        }

        var again = (await teacher.CancelsAsync(planned, "Another reason")).Expect(HttpStatusCode.OK);
        Assert.Equal("Snow storm", again.Words("cancel_reason"));
        var own = (await student.GetAsync("/api/v1/student/lessons")).Expect(HttpStatusCode.OK).Body;
        Assert.Equal(
            0,
            own.EnumerateArray()
                .Single(it => it.GetProperty("lesson_name").GetString() == lesson)
                .GetProperty("held")
                .GetInt32()
        );
        var report = (
            await teacher.GetAsync($"/api/v1/teacher/lessons/{Uri.EscapeDataString(lesson)}/report?format=json")
        ).Expect(HttpStatusCode.OK);
        Assert.Empty(report["sessions"].EnumerateArray());
        (await TriesToPlanAsync(teacher, NextWeek)).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task An_ended_session_is_not_cancelled_and_a_reason_is_asked_for()
    {
        using var teacher = await program.NewTeacherAsync();
        using var other = await program.NewTeacherAsync();
        var id = await program.OpensAsync(teacher);
        (await teacher.CancelsAsync(id, "No")).Expect(HttpStatusCode.UnprocessableEntity, "not_valid");
        (await other.CancelsAsync(id)).Expect(HttpStatusCode.NotFound, "not_found");
        (await other.CancelsAsync(Guid.NewGuid())).Expect(HttpStatusCode.NotFound, "not_found");

        await teacher.FinishesAsync(id);

        (await teacher.CancelsAsync(id)).Expect(HttpStatusCode.BadRequest, "session_ended");
        await teacher.IsInHistoryAsync(id);
        (await teacher.CancelsAsync(id)).Expect(HttpStatusCode.BadRequest, "session_ended");
    }

    [Fact]
    public async Task Hours_are_kept_and_shown()
    {
        using var teacher = await program.NewTeacherAsync();
        Answer? opened = null;
        foreach (var (hours, status) in new[] { (0m, 422), (24.5m, 422), (2.5m, 201) })
        {
            opened = await teacher.TriesToOpenAsync(
                new
                {
                    lesson_name = "Hours",
                    end_time = program.Now.AddMinutes(30),
                    security_option = 1,
                    hours,
                }
            );
            opened.Expect((HttpStatusCode)status);
        }

        var id = opened!["attendance_id"].GetGuid();
        Assert.Equal(2.5m, opened["hours"].GetDecimal());
        await teacher.FinishesAsync(id);
        await teacher.IsInHistoryAsync(id);
        Assert.Equal(2.5m, (await teacher.FindsAsync(id))["hours"].GetDecimal());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Undo_of_an_addition_says_that_the_record_is_gone(bool isPast)
    {
        using var teacher = await program.NewTeacherAsync();
        var id = await program.OpensAsync(teacher);
        (await teacher.AddsAsync(id, "4711", "Ayşe Yılmaz")).Expect(HttpStatusCode.Created);
        await teacher.FinishesAsync(id);
        (await teacher.DeletesRecordAsync(id, "4711", "Not in this class")).Expect(HttpStatusCode.NoContent);
        if (isPast)
            await teacher.IsInHistoryAsync(id);
        var added = (await teacher.AddsAsync(id, "4711", "Ayşe Yılmaz")).Expect(HttpStatusCode.Created);

        var undone = (await teacher.UndoesAsync(id, "4711")).Expect(HttpStatusCode.OK);

        Assert.True(undone.Flag("is_deleted"));
        Assert.False(undone.Flag("is_attended"));
        Assert.Equal("not_accepted", undone.Words("status"));
        Assert.Equal(JsonValueKind.Null, undone["attendance_time"].ValueKind);
        Assert.True(undone["version"].GetInt64() > added["version"].GetInt64());
        Assert.Empty(await teacher.ListsAsync(id));
    }

    [Fact]
    public async Task A_removed_event_carries_the_version_of_the_answer()
    {
        using var teacher = await program.NewTeacherAsync();
        var id = await program.OpensAsync(teacher);
        await using var events = await teacher.WatchesAsync(id);
        await events.NextAsync("snapshot");

        var added = (await teacher.AddsAsync(id, "4711", "Ayşe Yılmaz")).Expect(HttpStatusCode.Created);
        var record = await events.NextAsync("record");
        Assert.Equal(added["version"].GetInt64(), record.Data.GetProperty("version").GetInt64());
        var undone = (await teacher.UndoesAsync(id, "4711")).Expect(HttpStatusCode.OK);
        var removed = await events.NextAsync("removed");

        Assert.Equal(undone["version"].GetInt64(), removed.Data.GetProperty("version").GetInt64());
    }

    private Task<Answer> TriesToPlanAsync(Teacher teacher, int startsIn) =>
        teacher.TriesToOpenAsync(
            new
            {
                lesson_name = "Calculus",
                start_time = program.Now.AddMinutes(startsIn),
                end_time = program.Now.AddMinutes(startsIn + 30),
                security_option = 1,
            }
        );

    private static async Task<IEnumerable<Guid>> FoundAsync(Student student, string lesson, string teacher) =>
        (await student.FindsAsync(lesson, teacher))
            .Expect(HttpStatusCode.OK)
            .Body.EnumerateArray()
            .Select(session => session.GetProperty("attendance_id").GetGuid());
}
