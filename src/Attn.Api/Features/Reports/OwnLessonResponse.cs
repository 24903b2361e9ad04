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

    [Description("Whether the exact share is below the required percentage, which is not decided on the rounded one.")]
    public required bool IsBelowLimit { get; init; }

    public required bool? CanStillReach { get; init; }

    public required decimal? StillPossiblePercentage { get; init; }

    public required int? MayStillMiss { get; init; }

    public static OwnLessonResponse Of(OwnCourse lesson, decimal required)
    {
        var tally = lesson.Sessions.Aggregate(new AttendanceTally(), (sum, session) => sum.With(session.Status));
        var plan = StoredPolicy.PlanOf(lesson.Policy, lesson.Kind);
        var progress = new TermProgress(tally, plan, required);
        return new()
        {
            LessonName = lesson.Name,
            TeacherFullName = lesson.TeacherName,
            Kind = plan.Kind,
            PlannedSessions = plan.PlannedSessions,
            Held = tally.Held,
            Attended = tally.Attended,
            Late = tally.Late,
            Excused = tally.Excused,
            Absent = tally.Absent,
            NotAccepted = tally.NotAccepted,
            Pending = tally.Pending,
            Percentage = progress.Percentage,
            RequiredPercentage = required,
            IsBelowLimit = progress.IsBelowLimit,
            CanStillReach = progress.CanStillReach,
            StillPossiblePercentage = progress.StillPossiblePercentage,
            MayStillMiss = progress.MayStillMiss,
        };
    }
}
