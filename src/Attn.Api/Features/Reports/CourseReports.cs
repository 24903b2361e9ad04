using Attn.Api.Features.Courses;
using Attn.Api.Platform.Options;
using Attn.Domain;
using Attn.Storage.Catalogue;
using Attn.Storage.Reports;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.Reports;

/// <summary>Reports of courses over the term. Students are read from the archive in pages.</summary>
internal sealed class CourseReports(
    TermReports reports,
    Timetables timetables,
    CourseTeachers teachers,
    IOptions<DefaultPolicyOptions> options,
    IOptions<InstitutionOptions> institution,
    TimeZoneInfo zone,
    TimeProvider time
)
{
    /// <param name="firstDay">In the institution's zone; <c>null</c>: from the first session on.</param>
    /// <param name="lastDay">Inclusive; <c>null</c>: to the last session.</param>
    /// <param name="part">Which students.</param>
    public async Task<CourseReport> ReadAsync(
        Course course,
        DateOnly? firstDay,
        DateOnly? lastDay,
        TermPartQuery part,
        bool isFile,
        CancellationToken cancellationToken
    )
    {
        var policy = options.Value.PolicyOf(course.Policy, course.Kind);
        var range = new TermRange(
            firstDay is { } first ? LocalDays.StartOf(first, zone) : null,
            lastDay is { } last ? LocalDays.EndOf(last, zone) : null
        );
        var sessions = await reports.ListSessionsAsync(course.Id, range, cancellationToken);
        var timetable = (await timetables.ReadAsync([course.Id], cancellationToken))[course.Id];
        var counted = sessions.Select(session => CourseSession.Of(session, policy, timetable, zone)).ToList();
        // No column of the report, but a part of every sum.
        var notHeld = await reports.ListNotHeldAsync(course.Id, range, cancellationToken);
        var uncounted = notHeld.Select(session => CourseSession.Of(session, policy, timetable, zone)).ToList();
        // What remains of the term's plan is not known from a part of the term.
        var measured = Covers(course.Term, firstDay, lastDay) ? policy : policy with { PlannedUnits = null };
        var nobodyCame = uncounted.ConvertAll(_ => AttendanceStatus.Absent);
        var students = reports
            .ReadTermAsync(course.Id, range, sessions, part.LastSeen, cancellationToken)
            .Select(student =>
                (
                    student.Number,
                    Response: TermStudentResponse.Of(
                        student,
                        course.HasClassList,
                        counted,
                        CourseProgress.Of(
                            measured,
                            student.Enrolment,
                            [.. counted, .. uncounted],
                            [.. student.Statuses, .. nobodyCame]
                        )
                    )
                )
            )
            .Where(student => part.Filter.Lists(student.Response));
        var end = await FindEndAsync(
            course.Id,
            range,
            part,
            part.LimitFor(sessions.Count, isFile),
            students.Select(student => student.Number),
            cancellationToken
        );
        var listed = students
            .TakeWhile(student => end is null || string.CompareOrdinal(student.Number, end) <= 0)
            .Select(student => student.Response);
        return new()
        {
            Course = course,
            Policy = policy,
            Sessions = WithHours(sessions, counted),
            NotHeld = WithHours(notHeld, uncounted),
            Students = listed,
            Filter = part.Filter,
            FirstDay = firstDay,
            LastDay = lastDay,
            After = part.After,
            LastNumber = end,
            Teachers = isFile ? await NamesOfTeachersAsync(course.Id, cancellationToken) : [],
            Origin = new(institution.Value.Name, time.GetUtcNowMilliseconds(), zone),
        };
    }

    private static bool Covers(Term term, DateOnly? firstDay, DateOnly? lastDay) =>
        !(firstDay > term.FirstDay) && !(lastDay < term.LastDay);

    private static List<ReportedSession> WithHours(
        IEnumerable<ClassSession> sessions,
        IEnumerable<CourseSession> counted
    ) => [.. sessions.Zip(counted, (session, each) => new ReportedSession(session, each.Hours))];

    private async Task<IReadOnlyList<string>> NamesOfTeachersAsync(Guid course, CancellationToken cancellationToken) =>
        [
            .. (await teachers.ListAsync(course, cancellationToken))
                .Where(teacher => teacher.Role != TeacherRole.Assistant)
                .Select(teacher => teacher.Name ?? teacher.Number),
        ];

    /// <summary>
    /// The number of the last student on this page. A filter has to be asked about each student, so these are read a
    /// second time, and only where the course has more students than a page.
    /// </summary>
    /// <param name="numbers">Of the students to list.</param>
    /// <returns><c>null</c>: nobody comes after those.</returns>
    private async Task<string?> FindEndAsync(
        Guid course,
        TermRange range,
        TermPartQuery part,
        int? limit,
        IAsyncEnumerable<string> numbers,
        CancellationToken cancellationToken
    )
    {
        if (limit is not { } students)
            return null;
        var end = await reports.FindLastAsync(course, range, part.LastSeen, students, cancellationToken);
        if (end is null || part.Filter.IsForAll)
            return end;
        var page = await numbers.Skip(students - 1).Take(2).ToListAsync(cancellationToken);
        return page.Count > 1 ? page[0] : null;
    }
}
