using Attn.Api.Features.Courses;

namespace Attn.Api.Features.Reports;

/// <summary>The report of a course over the term.</summary>
public sealed record TermReportResponse
{
    public required LessonResponse Lesson { get; init; }

    public required decimal RequiredPercentage { get; init; }

    public required IReadOnlyList<TermSessionResponse> Sessions { get; init; }

    public required IAsyncEnumerable<TermStudentResponse> Students { get; init; }

    internal static TermReportResponse Of(CourseReport report) =>
        new()
        {
            Lesson = LessonResponse.Of(report.Course),
            RequiredPercentage = report.Policy.LimitPercent,
            Sessions = [.. report.Sessions.Select(TermSessionResponse.Of)],
            Students = report.Students,
        };
}
