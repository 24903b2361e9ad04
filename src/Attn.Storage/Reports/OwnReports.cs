using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Archive.Rows;
using Attn.Storage.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace Attn.Storage.Reports;

/// <summary>
/// A student's own attendance over past class sessions. An outage is a <see cref="StoreUnavailableException"/>.
/// </summary>
public sealed class OwnReports
{
    /// <summary>No class session starts later.</summary>
    private static readonly DateTimeOffset FarFuture = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly IArchiveDatabase _database;
    private readonly TermCalendar _calendar;

    internal OwnReports(IArchiveDatabase database, TermCalendar calendar) =>
        (_database, _calendar) = (database, calendar);

    /// <summary>A student's past class sessions, latest first.</summary>
    public Task<IReadOnlyList<OwnSession>> ListSessionsAsync(
        OwnHistoryQuery query,
        CancellationToken cancellationToken
    ) =>
        _database.ReadAsync<IReadOnlyList<OwnSession>>(
            async (context, token) =>
            {
                var user = await SessionQueries.User(context, query.StudentNumber).SingleOrDefaultAsync(token);
                var dated = await OwnQueries
                    .DatedEnrolments(context, query.StudentNumber)
                    .AsNoTracking()
                    .ToListAsync(token);
                var rows = await OwnQueries.Sessions(context, query, dated.ConvertAll(ToSpan)).ToListAsync(token);
                return rows.ConvertAll(row => new OwnSession(
                    row.ClassSession.ToDomain(),
                    row.Record?.WithBestName(user, row.Listed)
                ));
            },
            cancellationToken
        );

    /// <summary>
    /// A student's courses of a term, by name: those with a record of the student, and those in which the student is
    /// enrolled.
    /// </summary>
    public Task<IReadOnlyList<OwnCourse>> ListCoursesAsync(
        string studentNumber,
        Guid termId,
        CancellationToken cancellationToken
    ) =>
        _database.ReadAsync<IReadOnlyList<OwnCourse>>(
            async (context, token) =>
            {
                var courses = await OwnQueries
                    .Courses(context, studentNumber, termId)
                    .AsNoTracking()
                    .ToListAsync(token);
                List<Guid> ids = [.. courses.Select(row => row.Course.Id)];
                var sessions = await OwnQueries.CourseSessions(context, studentNumber, ids).ToListAsync(token);
                var held = sessions.ToLookup(row => row.ClassSession.Session.CourseId!.Value);
                var policies = (await CourseQueries.Policies(context, ids).AsNoTracking().ToListAsync(token)).ToLookup(
                    row => row.CourseId,
                    row => row.ToDomain()
                );
                var timetables = await Timetables.ReadAsync(context, ids, token);
                return
                [
                    .. courses.Select(row =>
                        ToOwnCourse(
                            row,
                            policies[row.Course.Id].LastOrDefault(),
                            timetables[row.Course.Id],
                            [.. held[row.Course.Id]]
                        )
                    ),
                ];
            },
            cancellationToken
        );

    private EnrolmentSpan ToSpan(EnrolmentRow row) =>
        new(
            row.CourseId,
            row.FromDay is { } first ? LocalDays.StartOf(first, _calendar.Zone) : DateTimeOffset.UnixEpoch,
            row.ToDay is { } last ? LocalDays.EndOf(last, _calendar.Zone) : FarFuture
        );

    private static OwnCourse ToOwnCourse(
        OwnCourseRow row,
        StoredPolicy? policy,
        Timetable timetable,
        IReadOnlyList<OwnCourseSessionRow> held
    )
    {
        var latest = held.Count > 0 ? held[^1].ClassSession.Session : null;
        return new()
        {
            Id = row.Course.Id,
            Name = row.Course.Name,
            TeacherName = latest?.TeacherName ?? row.Teacher?.FullName ?? row.Course.OwnerNumber,
            Kind = row.Course.Kind,
            Policy = policy,
            Timetable = timetable,
            Enrolment = row.Enrolment?.ToDomain(),
            Sessions =
            [
                .. held.Select(each => new OwnCourseSession(
                    each.ClassSession.ToDomain(),
                    AttendanceStatuses.Of(each.ClassSession.ToDomain(), each.Record?.State)
                )),
            ],
        };
    }
}

/// <param name="Before">Only sessions that started before this time; for paging.</param>
/// <param name="LessonName">Compared by <see cref="Names.LessonKey"/>.</param>
/// <param name="Limit"><c>null</c>: all of them.</param>
public sealed record OwnHistoryQuery(
    string StudentNumber,
    DateTimeOffset? Before = null,
    string? LessonName = null,
    int? Limit = null
)
{
    /// <summary>Of the sessions that started exactly then, those after this one in the list are not left out.</summary>
    public Guid? BeforeId { get; init; }
}

/// <param name="Record"><c>null</c>: absent from a course whose class list has the student.</param>
public sealed record OwnSession(ClassSession Session, AttendanceRecord? Record);

/// <summary>A student's course.</summary>
public sealed record OwnCourse
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    /// <summary>As it stood in the latest class session.</summary>
    public required string TeacherName { get; init; }

    public required CourseKind Kind { get; init; }

    /// <summary><c>null</c>: the installation's.</summary>
    public required StoredPolicy? Policy { get; init; }

    public required Timetable Timetable { get; init; }

    /// <summary><c>null</c>: the student is not enrolled.</summary>
    public required Enrolment? Enrolment { get; init; }

    /// <summary>Every past class session, also one that did not take place, earliest first.</summary>
    public required IReadOnlyList<OwnCourseSession> Sessions { get; init; }
}

public sealed record OwnCourseSession(ClassSession Session, AttendanceStatus Status);
