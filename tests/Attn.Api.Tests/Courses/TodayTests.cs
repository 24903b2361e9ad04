using System.Net;
using System.Text.Json;
using Attn.Testing.Program;

namespace Attn.Api.Tests.Courses;

/// <summary>A teacher's day: slots, class sessions, and what a press on Open would send.</summary>
public sealed class TodayTests
{
    private const string Today = "/api/v1/teacher/today";
    private const string Courses = "/api/v1/teacher/courses";

    /// <summary>A Monday, 09:05 in Istanbul.</summary>
    private static readonly DateTimeOffset Monday = new(2026, 10, 5, 6, 5, 0, TimeSpan.Zero);

    [Fact]
    public async Task Slots_and_sessions_of_own_and_shared_courses_come_by_time()
    {
        await using var program = await ClockedProgram.StartAtAsync(Monday);
        using var teacher = await program.TeacherAsync(1);
        using var colleague = await program.TeacherAsync(2);
        var algebra = await MakeAsync(teacher, "Algebra", [("09:00", "11:00"), ("14:00", "16:00")]);
        var logic = await MakeAsync(colleague, "Logic", [("11:00", "13:00")]);
        (await colleague.PutAsync($"{Courses}/{logic}/teachers/{teacher.Number}", new { role = "assistant" })).Expect(
            HttpStatusCode.OK
        );
        await MakeAsync(colleague, "Not shared", [("10:00", "11:00")]);
        var planned = await OpenAsync(colleague, logic, At(11, 0), At(12, 0));
        var running = await OpenAsync(teacher, algebra, start: null, At(9, 40));

        var before = await ReadAsync(teacher);
        Assert.Equal(
            [("Algebra", running, "live"), ("Logic", planned, "planned"), ("Algebra", null, null)],
            before.ConvertAll(Describe)
        );
        Assert.Equal(
            [(At(9, 0), At(11, 0)), (At(11, 0), At(13, 0)), (At(14, 0), At(16, 0))],
            before.ConvertAll(entry => (Time(entry, "slot", "start_time"), Time(entry, "slot", "end_time")))
        );
        var shared = before[1].GetProperty("session");
        Assert.Equal(colleague.Number, shared.GetProperty("teacher_school_number").GetString());

        program.Clock.Advance(TimeSpan.FromMinutes(40));
        await teacher.IsInHistoryAsync(running);
        var after = await ReadAsync(teacher);
        Assert.Equal(("Algebra", running, "ended"), Describe(after[0]));
        Assert.Equal(At(11, 0), Time(after[0], "open", "end_time"));
        Assert.Equal(At(16, 0), Time(after[2], "open", "end_time"));
        Assert.Equal(
            ["Logic"],
            (await ReadAsync(colleague))
                .Where(entry => entry.GetProperty("session").ValueKind != JsonValueKind.Null)
                .Select(entry => entry.GetProperty("course").GetProperty("name").GetString())
        );
    }

    [Fact]
    public async Task Open_is_the_body_that_opens_a_session_like_the_last_one()
    {
        await using var program = await ClockedProgram.StartAtAsync(Monday);
        using var teacher = await program.TeacherAsync(1);
        var course = await MakeAsync(teacher, "Algebra", [("14:00", "16:00")]);
        var first = (await ReadAsync(teacher)).Single().GetProperty("open");
        Assert.Equal((1, JsonValueKind.Null, false), Settings(first));

        var morning = await OpenAsync(teacher, course, start: null, At(9, 45));
        program.Clock.Advance(TimeSpan.FromMinutes(45));
        // It has ended by the clock; this wakes who archives it.
        await teacher.FinishesAsync(morning);
        await teacher.IsInHistoryAsync(morning);
        var entries = await ReadAsync(teacher);
        Assert.Equal(["ended", null], entries.ConvertAll(entry => Describe(entry).Status));
        Assert.Equal(JsonValueKind.Null, entries[0].GetProperty("slot").ValueKind);
        // Outside the timetable: as long as the last one.
        Assert.Equal(program.Now.AddMinutes(40), Time(entries[0], "open", "end_time"));

        var open = entries[1].GetProperty("open");
        Assert.Equal((1, JsonValueKind.Number, true), Settings(open));
        program.Clock.Advance(At(14, 2) - program.Now);
        using var afternoon = await program.TeacherAsync(1);
        var opened = (await afternoon.TriesToOpenAsync(open)).Expect(HttpStatusCode.Created);
        Assert.Equal(
            (course, At(16, 0), 7),
            (
                opened["course_id"].GetGuid(),
                opened["end_time"].GetDateTimeOffset(),
                opened["late_after_minutes"].GetInt32()
            )
        );
        Assert.True(opened.Flag("require_code"));

        // After the slot, a press opens one that is as long as the last.
        program.Clock.Advance(At(17, 0) - program.Now);
        using var evening = await program.TeacherAsync(1);
        await evening.FinishesAsync(opened["attendance_id"].GetGuid());
        await evening.IsInHistoryAsync(opened["attendance_id"].GetGuid());
        Assert.Equal(At(17, 0) + (At(16, 0) - At(14, 2)), Time((await ReadAsync(evening))[1], "open", "end_time"));
    }

    [Fact]
    public async Task A_cancelled_session_stands_in_its_slot_and_the_one_in_its_place_beside_it()
    {
        await using var program = await ClockedProgram.StartAtAsync(Monday);
        using var teacher = await program.TeacherAsync(1);
        var course = await MakeAsync(teacher, "Algebra", [("09:00", "11:00")]);
        var cancelled = await OpenAsync(teacher, course, At(9, 30), At(10, 0));
        (await teacher.CancelsAsync(cancelled, "Fire alarm")).Expect(HttpStatusCode.OK);
        var running = await OpenAsync(teacher, course, start: null, At(10, 45));

        Assert.Equal(
            new HashSet<(string?, Guid?, string?)>
            {
                ("Algebra", running, "live"),
                ("Algebra", cancelled, "cancelled"),
            },
            (await ReadAsync(teacher)).Select(Describe).ToHashSet()
        );
    }

    [Fact]
    public async Task A_day_off_has_no_slots_and_a_day_without_anything_is_empty()
    {
        await using var program = await ClockedProgram.StartAtAsync(Monday);
        using var teacher = await program.TeacherAsync(1);
        Assert.Equal("[]", (await teacher.GetAsync(Today)).Expect(HttpStatusCode.OK).Text);

        var course = await MakeAsync(teacher, "Algebra", [("09:00", "11:00")], daysOff: ["2026-10-05"]);
        Assert.Empty(await ReadAsync(teacher));
        var session = await OpenAsync(teacher, course, start: null, At(10, 0));
        Assert.Equal(("Algebra", session, "live"), Describe(Assert.Single(await ReadAsync(teacher))));

        program.Clock.Advance(TimeSpan.FromDays(1));
        using var nextDay = await program.TeacherAsync(1);
        Assert.Empty(await ReadAsync(nextDay));
    }

    private static DateTimeOffset At(int hour, int minute) =>
        new DateTimeOffset(2026, 10, 5, hour, minute, 0, TimeSpan.FromHours(3)).ToUniversalTime();

    private static async Task<Guid> MakeAsync(
        Teacher teacher,
        string name,
        (string From, string To)[] slots,
        string[]? daysOff = null
    )
    {
        var made = (await teacher.PostAsync(Courses, new { name, section = "2" })).Expect(HttpStatusCode.Created);
        var course = made["course_id"].GetGuid();
        var timetable = new
        {
            slots = slots.Select(slot => new
            {
                weekday = 1,
                from = slot.From,
                to = slot.To,
            }),
            days_off = daysOff ?? [],
        };
        (await teacher.PutAsync($"{Courses}/{course}/timetable", timetable)).Expect(HttpStatusCode.OK);
        return course;
    }

    private static async Task<Guid> OpenAsync(Teacher teacher, Guid course, DateTimeOffset? start, DateTimeOffset end)
    {
        var opened = await teacher.TriesToOpenAsync(
            new
            {
                course_id = course,
                start_time = start,
                end_time = end,
                security_option = 1,
                late_after_minutes = 7,
                require_code = true,
            }
        );
        return opened.Expect(HttpStatusCode.Created)["attendance_id"].GetGuid();
    }

    private static async Task<List<JsonElement>> ReadAsync(Teacher teacher) =>
        [.. (await teacher.GetAsync(Today)).Expect(HttpStatusCode.OK).Body.EnumerateArray()];

    private static (string? Course, Guid? Session, string? Status) Describe(JsonElement entry)
    {
        var course = entry.GetProperty("course");
        Assert.Equal("2", course.GetProperty("section").GetString());
        var opened = entry.GetProperty("open").GetProperty("course_id").GetGuid();
        Assert.Equal(course.GetProperty("course_id").GetGuid(), opened);
        var session = entry.GetProperty("session");
        return session.ValueKind == JsonValueKind.Null
            ? (course.GetProperty("name").GetString(), null, null)
            : (
                course.GetProperty("name").GetString(),
                session.GetProperty("attendance_id").GetGuid(),
                session.GetProperty("status").GetString()
            );
    }

    private static DateTimeOffset Time(JsonElement entry, string part, string name) =>
        entry.GetProperty(part).GetProperty(name).GetDateTimeOffset();

    private static (int Option, JsonValueKind Late, bool Code) Settings(JsonElement open) =>
        (
            open.GetProperty("security_option").GetInt32(),
            open.GetProperty("late_after_minutes").ValueKind,
            open.GetProperty("require_code").GetBoolean()
        );
}
