using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace Attn.Storage.Reports;

/// <summary>
/// A student's own attendance over past class sessions. An outage is a <see cref="StoreUnavailableException"/>.
/// </summary>
public sealed class OwnReports
{
    private readonly IArchiveDatabase _database;

    internal OwnReports(IArchiveDatabase database) => _database = database;

    /// <summary>A student's past class sessions, latest first.</summary>
    public Task<IReadOnlyList<OwnSession>> ListSessionsAsync(
        OwnHistoryQuery query,
        CancellationToken cancellationToken
    ) =>
        _database.ReadAsync<IReadOnlyList<OwnSession>>(
            async (context, token) =>
            {
                var user = await SessionQueries.User(context, query.StudentNumber).SingleOrDefaultAsync(token);
                var rows = await OwnQueries.Sessions(context, query).ToListAsync(token);
                return rows.ConvertAll(row => new OwnSession(
                    row.ClassSession.ToDomain(),
                    row.Record?.WithBestName(user, row.Listed)
                ));
            },
            cancellationToken
        );

    /// <summary>
    /// A student's courses, by name: those with a record of the student, and those whose class list has the student.
    /// </summary>
    public Task<IReadOnlyList<OwnCourse>> ListCoursesAsync(string studentNumber, CancellationToken cancellationToken) =>
        _database.ReadAsync<IReadOnlyList<OwnCourse>>(
            async (context, token) =>
            {
                var courses = await OwnQueries.Courses(context, studentNumber).ToListAsync(token);
                var sessions = await OwnQueries.CourseSessions(context, studentNumber).ToListAsync(token);
                var held = sessions.ToLookup(row => new CourseKey(
                    row.ClassSession.Session.TeacherNumber,
                    row.ClassSession.LessonKey
                ));
                return
                [
                    .. from course in courses
                    orderby course.LessonKey, course.TeacherNumber
                    select ToOwnCourse(course, [.. held[new(course.TeacherNumber, course.LessonKey)]]),
                ];
            },
            cancellationToken
        );

    private static OwnCourse ToOwnCourse(OwnCourseRow course, IReadOnlyList<OwnCourseSessionRow> held)
    {
        var latest = held.Count > 0 ? held[^1].ClassSession.Session : null;
        var sessions = held.Select(row => row.ClassSession.ToDomain()).ToList();
        return new(
            course.Plan?.LessonName ?? latest?.LessonName ?? course.LessonKey,
            latest?.TeacherName ?? course.Teacher?.FullName ?? course.TeacherNumber,
            course.Plan?.Plan ?? CoursePlan.Unplanned,
            sessions,
            [.. sessions.Zip(held, (session, row) => AttendanceStatuses.Of(session, row.Record?.State))]
        );
    }
}

/// <param name="Before">Only sessions that started before this time; for paging.</param>
/// <param name="LessonName">Compared by <see cref="Names.Key"/>.</param>
/// <param name="Limit"><c>null</c>: all of them.</param>
public sealed record OwnHistoryQuery(
    string StudentNumber,
    DateTimeOffset? Before = null,
    string? LessonName = null,
    int? Limit = null
);

/// <param name="Record"><c>null</c>: absent from a course whose class list has the student.</param>
public sealed record OwnSession(ClassSession Session, AttendanceRecord? Record);

/// <param name="TeacherName">As it stood in the latest class session.</param>
/// <param name="Sessions">The class sessions that the course held, in the order of their start.</param>
/// <param name="Statuses">The student's; one for each session, in their order.</param>
public sealed record OwnCourse(
    string Name,
    string TeacherName,
    CoursePlan Plan,
    IReadOnlyList<ClassSession> Sessions,
    IReadOnlyList<AttendanceStatus> Statuses
);
