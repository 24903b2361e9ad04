using Attn.Domain;
using Attn.Storage.Archive;
using Microsoft.EntityFrameworkCore;

namespace Attn.Storage.Catalogue;

/// <summary>
/// What the archive knows about the class sessions of some courses in a range of time: those that have ended. The
/// others are in the live store, by teacher. An outage is a <see cref="StoreUnavailableException"/>.
/// </summary>
public sealed class CourseAgenda
{
    private readonly IArchiveDatabase _database;

    internal CourseAgenda(IArchiveDatabase database) => _database = database;

    /// <param name="from">The range in which a class session has a part of its window.</param>
    /// <param name="until">Exclusive.</param>
    public Task<AgendaPage> ReadAsync(
        IReadOnlyList<Course> courses,
        DateTimeOffset from,
        DateTimeOffset until,
        CancellationToken cancellationToken
    ) =>
        _database.ReadAsync(
            async (context, token) =>
            {
                List<Guid> ids = [.. courses.Select(course => course.Id)];
                var lastOf = courses.ToDictionary(course => course.Id, course => course.LastHeldAt);
                List<DateTimeOffset> starts = [.. lastOf.Values.OfType<DateTimeOffset>()];
                var teachers = await CourseQueries.TeacherNumbers(context, ids).ToListAsync(token);
                var sessions = await CourseQueries.Within(context, ids, from, until).AsNoTracking().ToListAsync(token);
                var held = await CourseQueries.HeldAt(context, ids, starts).AsNoTracking().ToListAsync(token);
                return new AgendaPage(
                    teachers,
                    sessions.ConvertAll(row => row.ToDomain()),
                    [
                        .. held.Select(row => row.ToDomain())
                            .Where(session => session.StartTime == lastOf[session.CourseId!.Value])
                            .DistinctBy(session => session.CourseId),
                    ]
                );
            },
            cancellationToken
        );

    /// <summary>
    /// The courses of terms that are not over in which a student is enrolled or, where the course has no class list,
    /// was seen; with everybody who teaches them, and their sessions that have a part of their window after
    /// <paramref name="from"/> and have ended all the same: they were cancelled.
    /// </summary>
    /// <param name="day">Of <paramref name="from"/>.</param>
    public Task<StudentAgenda> ReadOfStudentAsync(
        string studentNumber,
        DateOnly day,
        DateTimeOffset from,
        CancellationToken cancellationToken
    ) =>
        _database.ReadAsync(
            async (context, token) =>
            {
                var courses = await CourseQueries
                    .OfStudent(context, studentNumber, day)
                    .AsNoTracking()
                    .ToListAsync(token);
                List<Guid> ids = [.. courses.Select(course => course.CourseId)];
                var sessions = await CourseQueries
                    .Within(context, ids, from, from + ClassSessionRules.MaxLeadTime)
                    .AsNoTracking()
                    .ToListAsync(token);
                return new StudentAgenda(
                    courses.ToDictionary(course => course.CourseId, course => course.Enrolment?.ToDomain()),
                    await CourseQueries.TeacherNumbers(context, ids).ToListAsync(token),
                    sessions.ConvertAll(row => row.ToDomain())
                );
            },
            cancellationToken
        );
}

/// <param name="TeacherNumbers">Of everybody who teaches one of the courses.</param>
/// <param name="Last">The latest session of each course that was held, whenever that was.</param>
public sealed record AgendaPage(
    IReadOnlyList<string> TeacherNumbers,
    IReadOnlyList<ClassSession> Sessions,
    IReadOnlyList<ClassSession> Last
);

/// <param name="Courses">By id; <c>null</c>: the course has no class list.</param>
/// <param name="TeacherNumbers">Of everybody who teaches one of the courses.</param>
public sealed record StudentAgenda(
    IReadOnlyDictionary<Guid, Enrolment?> Courses,
    IReadOnlyList<string> TeacherNumbers,
    IReadOnlyList<ClassSession> Sessions
);
