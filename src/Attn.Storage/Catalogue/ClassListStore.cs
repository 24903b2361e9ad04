using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Archive.Rows;
using Attn.Storage.Live;
using Microsoft.EntityFrameworkCore;

namespace Attn.Storage.Catalogue;

/// <summary>
/// Who is enrolled in a course, and so who is expected in its class sessions. An outage is a
/// <see cref="StoreUnavailableException"/>.
/// </summary>
public sealed class ClassListStore
{
    private readonly IArchiveDatabase _database;
    private readonly CourseCatalogue _courses;
    private readonly TermCalendar _calendar;
    private readonly IRosterNews _news;
    private readonly TimeProvider _clock;

    internal ClassListStore(
        IArchiveDatabase database,
        CourseCatalogue courses,
        TermCalendar calendar,
        IRosterNews news,
        TimeProvider clock
    )
    {
        _database = database;
        _courses = courses;
        _calendar = calendar;
        _news = news;
        _clock = clock;
    }

    /// <summary>
    /// Who is expected in a class session: those enrolled on its day or, where the course has no class list, everybody
    /// who has a record in the course. Who is enrolled on other days comes with them, and is not expected.
    /// </summary>
    public async Task<ExpectedStudents> ReadExpectedAsync(ClassSession session, CancellationToken cancellationToken)
    {
        var day = _calendar.DayOf(session.StartTime);
        var list = await ReadAsync(await CourseOfAsync(session, cancellationToken), cancellationToken);
        return new(
            list.IsClassList,
            [
                .. from student in list.Students
                select new ExpectedStudent(student.Number, student.Name)
                {
                    NameIsFromPortal = student.NameIsFromPortal,
                    WrittenNumber = student.Enrolment?.WrittenNumber,
                    IsExpected = student.Enrolment?.Covers(day) is not false,
                },
            ]
        );
    }

    /// <summary>The students of a course, in the order of numbers.</summary>
    public Task<CourseStudents> ReadAsync(Guid courseId, CancellationToken cancellationToken) =>
        _database.ReadAsync((context, token) => ReadAsync(context, courseId, token), cancellationToken);

    /// <summary>Who of the class list is expected in a class session; without a list, nobody is on it.</summary>
    internal async Task<ExpectedStudents> ReadListedAsync(ClassSession session, CancellationToken cancellationToken) =>
        await ReadExpectedAsync(session, cancellationToken) is { HasClassList: true } listed
            ? listed
            : ExpectedStudents.NoList;

    /// <summary>
    /// How notices of <see cref="IRosterNews"/> name the course of a session. Of a session that a version before
    /// courses opened they say nothing.
    /// </summary>
    internal static string NoticeKeyOf(ClassSession session) => session.CourseId?.ToString() ?? "";

    /// <summary>A student's name on the class list; <c>null</c>: the student is not on it, or there is none.</summary>
    public async Task<string?> FindListedNameAsync(
        ClassSession session,
        string studentNumber,
        CancellationToken cancellationToken
    )
    {
        var courseId = await CourseOfAsync(session, cancellationToken);
        return await _database.ReadAsync(
            (context, token) =>
                CourseQueries
                    .Enrolled(context, courseId)
                    .Where(row => row.StudentNumber == studentNumber)
                    .Select(row => row.StudentName)
                    .SingleOrDefaultAsync(token),
            cancellationToken
        );
    }

    /// <summary>The class list under its own names, in the order of numbers; empty where there is none.</summary>
    public Task<IReadOnlyList<Enrolment>> ReadListAsync(Guid courseId, CancellationToken cancellationToken) =>
        _database.ReadAsync((context, token) => ReadListAsync(context, courseId, token), cancellationToken);

    /// <summary>
    /// Replaces the whole list; an empty one removes it. Two replacements at once leave one of the two, whole.
    /// </summary>
    /// <param name="change">
    /// From the list that is there to the new one, each number once; where it returns <c>null</c>, nothing changes.
    /// After a fault it may run again.
    /// </param>
    /// <returns><c>null</c>: there is no such course.</returns>
    public Task<CourseStudents?> ReplaceAsync(
        Guid courseId,
        Func<IReadOnlyList<Enrolment>, IReadOnlyList<Enrolment>?> change,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            courseId,
            async (context, token) =>
            {
                if (change(await ReadListAsync(context, courseId, token)) is not { } students)
                    return;
                await CourseQueries.Enrolled(context, courseId).ExecuteDeleteAsync(token);
                context.Enrolments.AddRange(students.Select(student => EnrolmentRow.From(courseId, student)));
                await context.SaveChangesAsync(token);
            },
            cancellationToken
        );

    /// <summary>Enrols a student, or changes the enrolment.</summary>
    /// <param name="change">
    /// From the enrolment that is there, <c>null</c> if there is none; where it returns <c>null</c>, nothing changes.
    /// </param>
    /// <returns><c>null</c>: there is no such course.</returns>
    public Task<CourseStudents?> EnrolAsync(
        Guid courseId,
        string studentNumber,
        Func<Enrolment?, Enrolment?> change,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            courseId,
            async (context, token) =>
            {
                var own = CourseQueries.Enrolled(context, courseId).Where(row => row.StudentNumber == studentNumber);
                var known = await own.AsNoTracking().SingleOrDefaultAsync(token);
                if (change(known?.ToDomain()) is not { } changed)
                    return;
                await own.ExecuteDeleteAsync(token);
                context.Enrolments.Add(EnrolmentRow.From(courseId, changed));
                await context.SaveChangesAsync(token);
            },
            cancellationToken
        );

    /// <returns><c>null</c>: there is no such course.</returns>
    public Task<CourseStudents?> RemoveAsync(
        Guid courseId,
        string studentNumber,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            courseId,
            (context, token) =>
                CourseQueries
                    .Enrolled(context, courseId)
                    .Where(row => row.StudentNumber == studentNumber)
                    .ExecuteDeleteAsync(token),
            cancellationToken
        );

    /// <summary>The course's row is the lock of its class list: two changes follow each other.</summary>
    private async Task<CourseStudents?> ChangeAsync(
        Guid courseId,
        Func<AttnDbContext, CancellationToken, Task> change,
        CancellationToken cancellationToken
    )
    {
        var changed = await _database.WriteAsync(
            async (transaction, token) =>
            {
                if (!await transaction.LockCourseAsync(courseId, token))
                    return null;
                var context = transaction.Context;
                await change(context, token);
                await CourseCatalogue.TouchAsync(context, courseId, kind: null, _clock.GetUtcNow(), token);
                return await ReadAsync(context, courseId, token);
            },
            cancellationToken
        );
        await _news.PublishAsync(RosterNotice.OfClassList(courseId.ToString()), CancellationToken.None);
        return changed;
    }

    /// <summary>A session that a version before courses opened has none yet.</summary>
    private async Task<Guid> CourseOfAsync(ClassSession session, CancellationToken cancellationToken) =>
        session.CourseId
        ?? await _courses.FindOrMakeAsync(
            session.TeacherNumber,
            session.LessonName,
            session.StartTime,
            cancellationToken
        );

    private static async Task<IReadOnlyList<Enrolment>> ReadListAsync(
        AttnDbContext context,
        Guid courseId,
        CancellationToken cancellationToken
    )
    {
        var rows = await CourseQueries.Enrolled(context, courseId).AsNoTracking().ToListAsync(cancellationToken);
        return [.. rows.OrderBy(row => row.StudentNumber, StringComparer.Ordinal).Select(row => row.ToDomain())];
    }

    private static async Task<CourseStudents> ReadAsync(
        AttnDbContext context,
        Guid courseId,
        CancellationToken cancellationToken
    )
    {
        var enrolled = await CourseQueries
            .EnrolledStudents(context, courseId)
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        if (enrolled.Count > 0)
            return new(IsClassList: true, enrolled.ConvertAll(ToStudent));
        var seen = await CourseQueries.SeenStudents(context, courseId).AsNoTracking().ToListAsync(cancellationToken);
        return new(IsClassList: false, seen.ConvertAll(ToStudent));
    }

    private static CourseStudent ToStudent(ListedStudent student) =>
        new(student.Number, ArchivedNames.Of(student.Number, student.User, student.Enrolment, record: null))
        {
            NameIsFromPortal = student.User is { IsFromPortal: true },
            Enrolment = student.Enrolment?.ToDomain(),
        };
}

/// <param name="IsClassList">Otherwise these are the students with a record in the course.</param>
public sealed record CourseStudents(bool IsClassList, IReadOnlyList<CourseStudent> Students)
{
    /// <summary>The class list's; see <see cref="ClassListVersion"/>.</summary>
    public string Version => ClassListVersion.Of(Students.Select(student => student.Enrolment).OfType<Enrolment>());
}

/// <param name="Name">The portal's where it is known.</param>
public sealed record CourseStudent(string Number, string Name)
{
    public bool NameIsFromPortal { get; init; }

    /// <summary><c>null</c>: the course has no class list.</summary>
    public Enrolment? Enrolment { get; init; }
}
