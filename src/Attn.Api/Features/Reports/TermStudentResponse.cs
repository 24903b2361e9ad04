using System.ComponentModel;
using Attn.Domain;
using Attn.Storage.Reports;

namespace Attn.Api.Features.Reports;

public sealed record TermStudentResponse
{
    public required string UserSchoolNumber { get; init; }

    public required string UserFullName { get; init; }

    [Description("Whether the student is on the class list; null: the course has none.")]
    public required bool? Enrolled { get; init; }

    /// <summary>One status for each session, in their order.</summary>
    public required IReadOnlyList<AttendanceStatus> Cells { get; init; }

    [Description(
        "Places in cells, from 0, of the sessions that do not count for the student: held before the enrolment began "
            + "or after it ended. Usually empty."
    )]
    public required IReadOnlyList<int> NotCounted { get; init; }

    [Description("Class sessions in which the student was present or late; like the next three only those that count.")]
    public required int Attended { get; init; }

    public required int Late { get; init; }

    public required int Excused { get; init; }

    public required int Absent { get; init; }

    public required int NotAccepted { get; init; }

    public required int Pending { get; init; }

    public required decimal? Percentage { get; init; }

    [Description(
        "Whether the exact share is below the required percentage, which is not decided on the rounded one. "
            + "False for an exempt student."
    )]
    public required bool IsBelowLimit { get; init; }

    public required decimal HoursAttended { get; init; }

    public required decimal HoursMissed { get; init; }

    [Description(
        "Null where no planned number is known, for an exempt student, and with from or to: the plan is the whole "
            + "term's."
    )]
    public required bool? CanStillReach { get; init; }

    [Description(
        "How many sessions or hours of those still open the student may miss and reach the limit; "
            + "null as can_still_reach."
    )]
    public required decimal? MayStillMiss { get; init; }

    [Description(
        "The longest run of class sessions, of those that count, in which the student was absent or not accepted; "
            + "excused and pending ones neither break it nor lengthen it."
    )]
    public required int MissedInARow { get; init; }

    public required AttendanceSumResponse Sum { get; init; }

    internal static TermStudentResponse Of(
        TermStudent student,
        bool hasClassList,
        IReadOnlyList<CourseSession> sessions,
        CourseProgress progress
    )
    {
        var tally = progress.Sum.Sessions;
        return new()
        {
            UserSchoolNumber = student.Enrolment?.WrittenNumber ?? student.Number,
            UserFullName = student.Name,
            Enrolled = hasClassList ? student.Enrolment is not null : null,
            Cells = student.Statuses,
            NotCounted =
            [
                .. Enumerable
                    .Range(0, sessions.Count)
                    .Where(place => student.Enrolment?.Covers(sessions[place].Day) is false),
            ],
            Attended = tally.Attended,
            Late = tally.Late,
            Excused = tally.Excused,
            Absent = tally.Absent,
            NotAccepted = tally.NotAccepted,
            Pending = tally.Pending,
            Percentage = progress.Percentage,
            IsBelowLimit = progress.IsBelowLimit,
            HoursAttended = progress.HoursAttended,
            HoursMissed = progress.HoursMissed,
            CanStillReach = progress.CanStillReach,
            MayStillMiss = progress.MayStillMiss,
            MissedInARow = MissedSessions.LongestRun(student.Enrolment, sessions, student.Statuses),
            Sum = AttendanceSumResponse.Of(progress),
        };
    }
}
