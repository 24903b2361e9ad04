using System.ComponentModel;
using Attn.Domain;
using Attn.Storage.Catalogue;
using Attn.Storage.Reports;

namespace Attn.Api.Features.Reports;

/// <summary>A student's progress in a course.</summary>
public sealed record OwnLessonResponse
{
    public required string LessonName { get; init; }

    public required string TeacherFullName { get; init; }

    public required CourseKind Kind { get; init; }

    public required int? PlannedSessions { get; init; }

    public required int Held { get; init; }

    public required int Attended { get; init; }

    public required int Late { get; init; }

    public required int Excused { get; init; }

    public required int Absent { get; init; }

    public required int NotAccepted { get; init; }

    public required int Pending { get; init; }

    public required decimal? Percentage { get; init; }

    public required decimal RequiredPercentage { get; init; }

    [Description(
        "Whether the exact share is below the required percentage, which is not decided on the rounded one. "
            + "False for an exempt student."
    )]
    public required bool IsBelowLimit { get; init; }

    [Description("Null where no planned number is known, and for an exempt student.")]
    public required bool? CanStillReach { get; init; }

    public required decimal? StillPossiblePercentage { get; init; }

    [Description(
        "How many sessions or hours of those still open the student may miss and reach the limit; "
            + "null as can_still_reach."
    )]
    public required decimal? MayStillMiss { get; init; }

    public required AttendanceSumResponse Sum { get; init; }

    public static OwnLessonResponse Of(OwnCourse lesson, CoursePolicy policy, TimeZoneInfo zone)
    {
        var counted = lesson
            .Sessions.Select(each => CourseSession.Of(each.Session, policy, lesson.Timetable, zone))
            .ToList();
        var statuses = lesson.Sessions.Select(each => each.Status).ToList();
        var progress = CourseProgress.Of(policy, lesson.Enrolment, counted, statuses);
        var tally = progress.Sum.Sessions;
        return new()
        {
            LessonName = lesson.Name,
            TeacherFullName = lesson.TeacherName,
            Kind = lesson.Kind,
            PlannedSessions = StoredPolicy.PlanOf(lesson.Policy, lesson.Kind).PlannedSessions,
            Held = tally.Held,
            Attended = tally.Attended,
            Late = tally.Late,
            Excused = tally.Excused,
            Absent = tally.Absent,
            NotAccepted = tally.NotAccepted,
            Pending = tally.Pending,
            Percentage = progress.Percentage,
            RequiredPercentage = policy.LimitPercent,
            IsBelowLimit = progress.IsBelowLimit,
            CanStillReach = progress.CanStillReach,
            StillPossiblePercentage = progress.StillPossiblePercentage,
            MayStillMiss = progress.MayStillMiss,
            Sum = AttendanceSumResponse.Of(progress),
        };
    }
}
