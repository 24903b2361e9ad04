using System.ComponentModel;
using Attn.Domain;

namespace Attn.Api.Features.Roster;

/// <summary>
/// A class session in figures: present, late, pending, not accepted, excused and absent add up to the students listed.
/// </summary>
internal sealed record SummaryResponse
{
    public required Guid AttendanceId { get; init; }

    public required string LessonName { get; init; }

    public required bool IsLive { get; init; }

    public required bool HasClassList { get; init; }

    [Description("How many students are on the class list; without one: everybody seen in the course.")]
    public required int Expected { get; init; }

    [Description("Present and late together.")]
    public required int Attended { get; init; }

    public required int Present { get; init; }

    public required int Late { get; init; }

    public required int Pending { get; init; }

    public required int NotAccepted { get; init; }

    public required int Excused { get; init; }

    public required int Absent { get; init; }

    [Description("How many have a record without being on the class list. They are counted above, too.")]
    public required int NotEnrolled { get; init; }

    public required CountsResponse Counts { get; init; }

    public required IReadOnlyList<ReasonCount> Reasons { get; init; }

    public required IReadOnlyList<ArrivalCount> Arrivals { get; init; }

    [Description("Everybody expected or recorded, in the order of numbers.")]
    public required IReadOnlyList<SummaryStudentResponse> Students { get; init; }

    [Description("Numbers of students that differ only by leading zeros or a final .0: probably one student each.")]
    public required IReadOnlyList<IReadOnlyList<string>> SimilarNumbers { get; init; }

    public static SummaryResponse Of(ClassSession session, SessionSummary summary, DateTimeOffset now)
    {
        var tally = summary.Tally;
        var shown = summary.Students.ToDictionary(student => student.Number, student => student.ShownNumber);
        return new()
        {
            AttendanceId = session.Id,
            LessonName = session.LessonName,
            IsLive = !session.HasEnded(now),
            HasClassList = summary.HasClassList,
            Expected = summary.Expected,
            Attended = tally.Attended,
            Present = tally.Present,
            Late = tally.Late,
            Pending = tally.Pending,
            NotAccepted = tally.NotAccepted,
            Excused = tally.Excused,
            Absent = tally.Absent,
            NotEnrolled = summary.NotEnrolled,
            Counts = CountsResponse.Of(tally),
            Reasons = summary.Reasons,
            Arrivals = summary.Arrivals,
            Students = [.. summary.Students.Select(student => SummaryStudentResponse.Of(session, student))],
            SimilarNumbers =
            [
                .. Domain
                    .SimilarNumbers.Find(shown.Keys)
                    .Select(group => group.Select(number => shown[number]).ToList()),
            ],
        };
    }
}
