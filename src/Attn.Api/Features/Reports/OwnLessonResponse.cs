using System.ComponentModel;
using Attn.Domain;
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
        var progress = new TermProgress(lesson.Tally, lesson.Plan, required);
        return new()
        {
            LessonName = lesson.Name,
            TeacherFullName = lesson.TeacherName,
            Kind = lesson.Plan.Kind,
            PlannedSessions = lesson.Plan.PlannedSessions,
            Held = lesson.Tally.Held,
            Attended = lesson.Tally.Attended,
            Late = lesson.Tally.Late,
            Excused = lesson.Tally.Excused,
            Absent = lesson.Tally.Absent,
            NotAccepted = lesson.Tally.NotAccepted,
            Pending = lesson.Tally.Pending,
            Percentage = progress.Percentage,
            RequiredPercentage = required,
            IsBelowLimit = progress.IsBelowLimit,
            CanStillReach = progress.CanStillReach,
            StillPossiblePercentage = progress.StillPossiblePercentage,
            MayStillMiss = progress.MayStillMiss,
        };
    }
}
