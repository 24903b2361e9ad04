using Attn.Domain;

namespace Attn.Api.Features.Roster;

/// <summary>A class session in figures.</summary>
internal sealed record SummaryResponse(
    Guid AttendanceId,
    string LessonName,
    bool IsLive,
    bool HasClassList,
    int Expected,
    SessionCounts Counts,
    IReadOnlyList<ReasonCount> Reasons,
    IReadOnlyList<ArrivalCount> Arrivals,
    IReadOnlyList<AbsentResponse> Absent
)
{
    public static SummaryResponse Of(ClassSession session, SessionSummary summary, DateTimeOffset now) =>
        new(
            session.Id,
            session.LessonName,
            !session.HasEnded(now),
            summary.HasClassList,
            summary.Expected,
            summary.Counts,
            summary.Reasons,
            summary.Arrivals,
            [.. summary.Absent.Select(AbsentResponse.Of)]
        );
}
