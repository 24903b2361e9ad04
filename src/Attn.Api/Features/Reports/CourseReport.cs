using Attn.Storage.Catalogue;

namespace Attn.Api.Features.Reports;

/// <summary>The report of a course over the term.</summary>
/// <param name="RequiredPercentage">0 to 100: how much of the course must be attended.</param>
/// <param name="Sessions">In the order of their start; each student has one status for each.</param>
/// <param name="LastNumber">Of the last student, where more students come after; else <c>null</c>.</param>
/// <param name="ReadAt">UTC.</param>
/// <param name="Zone">In which the times of a file are written.</param>
internal sealed record CourseReport(
    Course Course,
    decimal RequiredPercentage,
    IReadOnlyList<TermSessionResponse> Sessions,
    IAsyncEnumerable<TermStudentResponse> Students,
    string? LastNumber,
    DateTimeOffset ReadAt,
    TimeZoneInfo Zone
);
