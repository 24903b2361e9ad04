using System.Net;
using System.Text.Json;
using Attn.Testing.Program;

namespace Attn.Api.Tests;

/// <summary>Field names, sentences and windows of time that existing clients depend on.</summary>
public sealed class ContractTests(ClockedProgram program) : IClassFixture<ClockedProgram>
{
    private static readonly string[] SessionFields =
    [
        "attendance_id",
        "teacher_school_number",
        "teacher_full_name",
        "lesson_name",
        "course_id",
        "start_time",
        "end_time",
        "security_option",
        "ip_address",
        "late_after_minutes",
        "require_code",
        "is_live",
        "status",
        "hours",
        "cancelled_at",
        "cancel_reason",
    ];

    private static readonly string[] RecordFields =
    [
        "attendance_id",
        "is_attended",
        "attendance_time",
        "fail_reason",
        "student",
        "decided_by",
        "late",
        "excused",
        "note",
        "attempts",
        "updated_at",
        "status",
        "reason_code",
        "may_retry",
        "refused_face_checks",
        "flags",
        "is_deleted",
        "version",
        "enrolled",
    ];

    [Fact]
    public async Task Session_has_the_contracts_fields_and_hides_the_address_from_students()
    {
        using var teacher = await program.TeacherAsync(1, from: "127.0.0.5");
        using var student = await program.StudentAsync();
        var id = await program.HasOpenAsync(teacher);

        var live = (await teacher.FindsLiveAsync()).Body;
        Assert.Equal(SessionFields, Fields(live));
        Assert.Equal("127.0.0.5", live.GetProperty("ip_address").GetString());
        Assert.Equal(JsonValueKind.Number, live.GetProperty("security_option").ValueKind);
        Assert.Matches(
            "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\\.[0-9]{3}Z$",
            live.GetProperty("start_time").GetString()
        );
        Assert.Equal(id.ToString(), live.GetProperty("attendance_id").GetString());
        var found = Assert.Single((await student.FindsAsync("calculus", "demo teacher 1")).Body.EnumerateArray());
        Assert.Equal(SessionFields.Except(["ip_address"]), Fields(found));

        await teacher.FinishesAsync(id);
        await teacher.IsInHistoryAsync(id);
        var past = (await teacher.GetAsync("/api/v1/teacher/attendances/historical")).Body[0];
        Assert.Equal(SessionFields, Fields(past));
        Assert.False(past.GetProperty("is_live").GetBoolean());
        Assert.Empty((await student.FindsAsync("calculus", "demo teacher 1")).Body.EnumerateArray());
    }

    [Fact]
    public async Task Record_has_the_contracts_fields_live_and_past()
    {
        using var teacher = await program.TeacherAsync(2);
        using var student = await program.StudentAsync(2);
        var id = await program.HasOpenAsync(teacher);

        AssertRecord((await student.AttendsAsync(id)).Expect(HttpStatusCode.OK).Body);
        AssertRecord((await student.StatusAsync(id)).Expect(HttpStatusCode.OK).Body);
        AssertRecord((await teacher.ListsAsync(id))[student.Number]);
        AssertRecord((await teacher.FailsAsync(id, student.Number, "Left early")).Expect(HttpStatusCode.OK).Body);
        AssertRecord((await teacher.AcceptsAsync(id, student.Number)).Expect(HttpStatusCode.OK).Body);
        AssertRecord((await teacher.UndoesAsync(id, student.Number)).Expect(HttpStatusCode.OK).Body);
        AssertRecord((await teacher.AddsAsync(id, "4711", "Somebody")).Expect(HttpStatusCode.Created).Body);
        await teacher.FinishesAsync(id);
        await teacher.IsInHistoryAsync(id);
        AssertRecord((await teacher.ListsAsync(id))[student.Number]);
        AssertRecord((await student.StatusAsync(id)).Expect(HttpStatusCode.OK).Body);

        foreach (
            var answer in new[]
            {
                await teacher.AcceptsLaterAsync(id, "4711"),
                await teacher.FailsLaterAsync(id, "4711", "Was away"),
            }
        )
        {
            Assert.Equal("success", answer.Expect(HttpStatusCode.OK).Words("status"));
            Assert.NotEmpty(answer.Detail);
            Assert.Equal(2, Fields(answer.Body).Length);
        }

        Assert.Equal(
            "success",
            (await teacher.AddsLaterAsync(id, "4712", "Somebody Else")).Expect(HttpStatusCode.Created).Words("status")
        );
    }

    [Fact]
    public async Task Planned_session_is_found_but_refuses_check_ins_before_its_start()
    {
        using var teacher = await program.TeacherAsync(3);
        using var student = await program.StudentAsync(3);
        var id = await program.OpensAsync(teacher, "Later", startsIn: 5);

        Assert.Equal("null", (await teacher.FindsLiveAsync()).Text);
        Assert.Equal([id], await teacher.ListsPlannedAsync());
        Assert.Single((await student.FindsAsync("Later", "Demo Teacher 3")).Body.EnumerateArray());
        Assert.Equal(
            "This attendance session has not started yet.",
            (await student.AttendsAsync(id)).Expect(HttpStatusCode.BadRequest, "session_not_started").Detail
        );
        (await student.StatusAsync(id)).Expect(HttpStatusCode.NotFound, "record_not_found");
        var second = await teacher.TriesToOpenAsync(
            new
            {
                lesson_name = "X",
                end_time = program.Now.AddMinutes(6),
                security_option = 1,
            }
        );
        Assert.Equal(
            "You already have an active attendance session. Please end it first.",
            second.Expect(HttpStatusCode.BadRequest).Detail
        );

        program.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(id, (await teacher.FindsLiveAsync())["attendance_id"].GetGuid());
        Assert.Empty(await teacher.ListsPlannedAsync());
        Assert.True((await student.AttendsAsync(id)).Expect(HttpStatusCode.OK).Flag("is_attended"));
    }

    [Fact]
    public async Task Session_becomes_past_at_its_end_without_being_finished()
    {
        using var teacher = await program.TeacherAsync(4);
        using var student = await program.StudentAsync(4);
        var id = await program.OpensAsync(teacher, minutes: 2);
        Assert.Equal(
            "This attendance session is still live.",
            (await teacher.AddsLaterAsync(id, "4711", "Somebody")).Expect(HttpStatusCode.BadRequest).Detail
        );
        Assert.Equal(
            "This attendance session is still live.",
            (await teacher.DeletesAsync(id, "Opened by mistake")).Expect(HttpStatusCode.BadRequest).Detail
        );

        program.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(
            "This attendance session has already ended.",
            (await student.AttendsAsync(id)).Expect(HttpStatusCode.BadRequest, "session_ended").Detail
        );
        Assert.Equal("null", (await teacher.FindsLiveAsync()).Text);
        Assert.Equal(
            "This attendance session has already ended.",
            (await teacher.ExtendsAsync(id, program.Now.AddHours(1))).Expect(HttpStatusCode.BadRequest).Detail
        );
        (await teacher.AddsLaterAsync(id, "4711", "Somebody")).Expect(HttpStatusCode.Created);
        program.Clock.Advance(TimeSpan.FromSeconds(1));
        await teacher.IsInHistoryAsync(id);
    }

    [Fact]
    public async Task History_is_latest_first_and_can_be_limited_paged_and_searched()
    {
        using var teacher = await program.TeacherAsync(5);
        var ids = new List<Guid>();
        var starts = new List<DateTimeOffset>();
        foreach (var lesson in new[] { "Veri Yapıları", "Calculus", "VERİ  YAPILARI" })
        {
            starts.Add(program.Now);
            var id = await program.OpensAsync(teacher, lesson);
            program.Clock.Advance(TimeSpan.FromMinutes(1));
            await teacher.FinishesAsync(id);
            await teacher.IsInHistoryAsync(id);
            ids.Add(id);
        }

        Assert.Equal([ids[2], ids[1], ids[0]], await HistoryAsync(teacher, ""));
        Assert.Equal([ids[2], ids[1]], await HistoryAsync(teacher, "?limit=2"));
        Assert.Equal(
            [ids[0]],
            await HistoryAsync(teacher, $"?limit=2&before={starts[1].UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}")
        );
        Assert.Equal(
            [ids[0]],
            await HistoryAsync(
                teacher,
                $"?before={starts[1].ToOffset(TimeSpan.FromHours(3)):yyyy-MM-ddTHH:mm:ss.fffzzz}"
            )
        );
        Assert.Equal([ids[2], ids[0]], await HistoryAsync(teacher, "?lesson_name=veri%20yap%C4%B1lar%C4%B1"));
        Assert.Equal([ids[2]], await HistoryAsync(teacher, "?lesson_name=Veri%20Yap%C4%B1lar%C4%B1&limit=1"));
        Assert.Empty(await HistoryAsync(teacher, "?lesson_name=Analysis"));
    }

    [Fact]
    public async Task Adding_never_renames_a_student_whom_the_portal_knows()
    {
        using var teacher = await program.TeacherAsync(6);
        using var known = await program.StudentAsync(66);
        var id = await program.HasOpenAsync(teacher);

        var added = (await teacher.AddsAsync(id, " Demo_Student_66 ", "Somebody Else")).Expect(HttpStatusCode.Created);
        Assert.Equal("Demo Student 66", added["student"].GetProperty("user_full_name").GetString());
        Assert.Equal("demo_student_66", added["student"].GetProperty("user_school_number").GetString());
        (await teacher.AddsAsync(id, "demo_student_67", "Typed Name")).Expect(HttpStatusCode.Created);
        (await teacher.AddsAsync(id, "demo_student_67", "Better Typed")).Expect(HttpStatusCode.Created);
        Assert.Equal("Better Typed", await NameAsync(teacher, id, "demo_student_67"));

        await teacher.FinishesAsync(id);
        await teacher.IsInHistoryAsync(id);
        (await teacher.AddsLaterAsync(id, "demo_student_66", "Somebody Else")).Expect(HttpStatusCode.Created);
        Assert.Equal("Demo Student 66", await NameAsync(teacher, id, "demo_student_66"));
        using var signsIn = await program.StudentAsync(67);
        Assert.Equal("Demo Student 67", await NameAsync(teacher, id, "demo_student_67"));
        (await teacher.AddsLaterAsync(id, "demo_teacher_9", "Demo Teacher 9")).Expect(HttpStatusCode.Created);
        using var other = await program.TeacherAsync(9);
        (await teacher.AddsLaterAsync(id, "demo_teacher_9", "Demo Teacher 9")).Expect(
            HttpStatusCode.UnprocessableEntity
        );
    }

    [Fact]
    public async Task Rightmost_untrusted_address_counts_behind_a_trusted_proxy()
    {
        await using var behind = await ClockedProgram.StartAsync(
            ("TRUSTED_PROXIES", "127.0.0.0/8"),
            ("CAMPUS_NETWORKS", "10.20.0.0/16,2001:db8:1::/48")
        );
        using var teacher = await behind.TeacherAsync();
        var id = await behind.OpensAsync(teacher, option: 2);
        (string Header, bool IsIn)[] cases =
        [
            ("10.20.1.1", true),
            ("203.0.113.9, 10.20.1.1", true),
            ("10.20.1.1, 203.0.113.9", false),
            ("10.20.1.1, 127.0.0.77", true),
            ("10.20.1.1, 203.0.113.9, 127.0.0.77", false),
            ("::ffff:10.20.1.1", true),
            ("2001:db8:1::7", true),
            ("2001:db8:2::7", false),
            ("10.20.1.1:4711", true),
            ("10.20.1.1, nonsense", false),
            ("", false),
        ];
        for (var number = 0; number < cases.Length; number++)
        {
            using var student = await behind.StudentAsync(number + 1);
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/student/attendances/{id}/attend");
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", cases[number].Header);
            var record = (await student.SendAsync(request)).Expect(HttpStatusCode.OK);
            Assert.Equal(
                (cases[number].Header, cases[number].IsIn),
                (cases[number].Header, record.Flag("is_attended"))
            );
        }
    }

    private static void AssertRecord(JsonElement record)
    {
        Assert.Equal(RecordFields, Fields(record));
        Assert.Equal(["user_school_number", "user_full_name", "role"], Fields(record.GetProperty("student")));
        Assert.Equal("Student", record.GetProperty("student").GetProperty("role").GetString());
        Assert.Contains(record.GetProperty("decided_by").GetString(), new[] { "system", "teacher" });
        var isAttended = record.GetProperty("is_attended").GetBoolean();
        Assert.Equal(isAttended, record.GetProperty("attendance_time").ValueKind == JsonValueKind.String);
        Assert.Equal(isAttended, record.GetProperty("fail_reason").ValueKind == JsonValueKind.Null);
    }

    private static string[] Fields(JsonElement element) =>
        [.. element.EnumerateObject().Select(property => property.Name)];

    private static async Task<List<Guid>> HistoryAsync(Teacher teacher, string query) =>
        [
            .. (await teacher.GetAsync($"/api/v1/teacher/attendances/historical{query}"))
                .Expect(HttpStatusCode.OK)
                .Body.EnumerateArray()
                .Select(session => session.GetProperty("attendance_id").GetGuid()),
        ];

    private static async Task<string?> NameAsync(Teacher teacher, Guid id, string student) =>
        (await teacher.ListsAsync(id))[student].GetProperty("student").GetProperty("user_full_name").GetString();
}
