using System.Text.Json.Serialization;
using Attn.Api.Features.ClassSessions;
using Attn.Api.Features.Courses;
using Attn.Domain;
using Attn.Storage.Archive;

namespace Attn.Api.Features.Reports;

/// <summary>The report of one class session. The students are counted while they are written, so the totals come after them.</summary>
public sealed record SessionReportResponse
{
    private readonly TotalsCounter _counter = new();

    [JsonPropertyOrder(1)]
    public required SessionResponse Session { get; init; }

    [JsonPropertyOrder(2)]
    public required IAsyncEnumerable<SessionStudentResponse> Students
    {
        get;
        init => field = _counter.CountAsync(value);
    }

    [JsonPropertyOrder(3)]
    public TotalsResponse Totals => _counter.Totals;
}

/// <summary>Everybody in the report by status; <c>expected</c> of them stand on the class list (without one: all).</summary>
public sealed record TotalsResponse(int Expected, int Present, int Late, int Excused, int Absent, int Pending);

public sealed record SessionStudentResponse
{
    public required string UserSchoolNumber { get; init; }

    public required string UserFullName { get; init; }

    public required AttendanceStatus Status { get; init; }

    public required DateTimeOffset? AttendanceTime { get; init; }

    public required string? FailReason { get; init; }

    public required string? Note { get; init; }

    public required DecidedBy? DecidedBy { get; init; }

    [JsonIgnore]
    internal bool IsExpected { get; init; }

    internal static SessionStudentResponse Of(ClassSession session, SessionStudent student) =>
        new()
        {
            UserSchoolNumber = student.Number,
            UserFullName = student.Name,
            Status = AttendanceStatuses.Of(session, student.State),
            AttendanceTime = student.State?.AttendanceTime,
            FailReason = student.State?.FailReason,
            Note = student.State?.Note,
            DecidedBy = student.State?.DecidedBy,
            IsExpected = student.IsExpected,
        };
}

internal sealed class TotalsCounter
{
    private int _expected;
    private AttendanceTally _tally;

    public TotalsResponse Totals =>
        new(_expected, _tally.Present, _tally.Late, _tally.Excused, _tally.Absent, _tally.Pending);

    public async IAsyncEnumerable<SessionStudentResponse> CountAsync(IAsyncEnumerable<SessionStudentResponse> students)
    {
        await foreach (var student in students)
        {
            _expected += student.IsExpected ? 1 : 0;
            _tally = _tally.With(student.Status);
            yield return student;
        }
    }
}

/// <summary>A lesson over the term.</summary>
public sealed record TermReportResponse
{
    public required LessonResponse Lesson { get; init; }

    public required decimal RequiredPercentage { get; init; }

    public required IReadOnlyList<TermSessionResponse> Sessions { get; init; }

    public required IAsyncEnumerable<TermStudentResponse> Students { get; init; }
}

public sealed record TermSessionResponse(Guid AttendanceId, DateTimeOffset StartTime, DateTimeOffset EndTime);

public sealed record TermStudentResponse
{
    public required string UserSchoolNumber { get; init; }

    public required string UserFullName { get; init; }

    /// <summary>One for each session, in their order.</summary>
    public required IReadOnlyList<AttendanceStatus> Cells { get; init; }

    public required int Attended { get; init; }

    public required int Late { get; init; }

    public required int Excused { get; init; }

    public required int Absent { get; init; }

    public required decimal? Percentage { get; init; }

    public required decimal HoursAttended { get; init; }

    public required decimal HoursMissed { get; init; }

    public required bool? CanStillReach { get; init; }

    internal static TermStudentResponse Of(TermStudent student, LessonPlan plan, decimal required)
    {
        var tally = student.Statuses.Aggregate(new AttendanceTally(), (counted, status) => counted.With(status));
        var progress = new TermProgress(tally, plan, required);
        return new()
        {
            UserSchoolNumber = student.Number,
            UserFullName = student.Name,
            Cells = student.Statuses,
            Attended = tally.Attended,
            Late = tally.Late,
            Excused = tally.Excused,
            Absent = tally.Absent,
            Percentage = progress.Percentage,
            HoursAttended = progress.HoursAttended,
            HoursMissed = progress.HoursMissed,
            CanStillReach = progress.CanStillReach,
        };
    }
}
