using System.ComponentModel;
using Attn.Domain;

namespace Attn.Api.Features.Reports;

/// <summary>
/// What a percentage is made of, in sessions or hours. held = present + late + excused + absent + pending; attended =
/// present + late - late_absences + excused_attended; counted = held - excused_not_counted; percentage = attended /
/// counted x 100, rounded half up to one decimal.
/// </summary>
public sealed record AttendanceSumResponse
{
    [Description("What all the other figures are counted in.")]
    public required CountedUnit Unit { get; init; }

    [Description("Without late arrivals.")]
    public required decimal Present { get; init; }

    public required decimal Late { get; init; }

    [Description("The part of late that counts as absent.")]
    public required decimal LateAbsences { get; init; }

    public required decimal Excused { get; init; }

    [Description("The part of excused that counts as attended.")]
    public required decimal ExcusedAttended { get; init; }

    [Description("The part of excused that counts neither for nor against the student.")]
    public required decimal ExcusedNotCounted { get; init; }

    [Description("Also what was not accepted.")]
    public required decimal Absent { get; init; }

    [Description("Not decided yet: held, not attended so far, and still to be won.")]
    public required decimal Pending { get; init; }

    public required decimal Held { get; init; }

    public required decimal Attended { get; init; }

    public required decimal Counted { get; init; }

    [Description("Cancelled, or finished before the start: counts for nobody.")]
    public required decimal NotHeld { get; init; }

    [Description("Held before the student was enrolled: does not count.")]
    public required decimal BeforeEnrolment { get; init; }

    [Description("Held after the student had left: does not count.")]
    public required decimal AfterEnrolment { get; init; }

    [Description(
        "Of the whole term, for this student; null where no planned number is known, and in a report with from or to."
    )]
    public required decimal? Planned { get; init; }

    [Description("Planned and still to be held; 0 if more was held than planned; null as planned.")]
    public required decimal? Remaining { get; init; }

    [Description("0 to 100.")]
    public required decimal LimitPercent { get; init; }

    [Description("Whether the limit does not apply to the student.")]
    public required bool Exempt { get; init; }

    internal static AttendanceSumResponse Of(CourseProgress progress)
    {
        var sum = progress.Sum;
        return new()
        {
            Unit = sum.Unit,
            Present = sum.Present,
            Late = sum.Late,
            LateAbsences = sum.LateAbsences,
            Excused = sum.Excused,
            ExcusedAttended = sum.ExcusedAttended,
            ExcusedNotCounted = sum.ExcusedNotCounted,
            Absent = sum.Absent,
            Pending = sum.Pending,
            Held = sum.Held,
            Attended = sum.Attended,
            Counted = sum.Counted,
            NotHeld = sum.NotHeld,
            BeforeEnrolment = sum.BeforeEnrolment,
            AfterEnrolment = sum.AfterEnrolment,
            Planned = sum.Planned,
            Remaining = sum.Remaining,
            LimitPercent = progress.Policy.LimitPercent,
            Exempt = sum.IsExempt,
        };
    }
}
