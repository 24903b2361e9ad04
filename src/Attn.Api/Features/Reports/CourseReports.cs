using Attn.Domain;
using Attn.Storage.Catalogue;
using Attn.Storage.Reports;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.Reports;

/// <summary>Reports of courses over the term. Students are read from the archive in pages.</summary>
internal sealed class CourseReports(
    ClassLists lists,
    TermReports reports,
    IOptions<ReportOptions> options,
    TimeZoneInfo zone,
    TimeProvider time
)
{
    /// <param name="firstDay">In the institution's zone; <c>null</c>: from the first session on.</param>
    /// <param name="lastDay">Inclusive; <c>null</c>: to the last session.</param>
    /// <returns><c>null</c>: this teacher has neither held nor planned the course.</returns>
    public async Task<CourseReport?> FindAsync(
        string teacherNumber,
        string courseName,
        DateOnly? firstDay,
        DateOnly? lastDay,
        CancellationToken cancellationToken
    )
    {
        if (await lists.FindCourseAsync(teacherNumber, courseName, cancellationToken) is not { } course)
            return null;

        var policy = options.Value.PolicyOf(course.Plan);
        var range = new TermRange(
            firstDay is { } first ? LocalDays.StartOf(first, zone) : null,
            lastDay is { } last ? LocalDays.EndOf(last, zone) : null
        );
        var sessions = await reports.ListSessionsAsync(teacherNumber, course.Name, range, cancellationToken);
        var counted = sessions.Select(session => CourseSession.Of(session, policy, zone)).ToList();
        var students = reports
            .ReadTermAsync(teacherNumber, course.Name, range, sessions, cancellationToken)
            .Select(student =>
                TermStudentResponse.Of(student, CourseProgress.Of(policy, enrolment: null, counted, student.Statuses))
            );
        return new(course, policy.LimitPercent, sessions, students, time.GetUtcNowMilliseconds(), zone);
    }
}
