using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Archive.Copying;
using Attn.Storage.Archive.Rows;
using Attn.Storage.Live;
using Microsoft.EntityFrameworkCore;

namespace Attn.Storage.Catalogue;

/// <summary>
/// A teacher's courses: their plans, and who is expected. A course is known once it was held or planned, or has a class
/// list; names are compared by <see cref="Names.Key"/>. An outage is a <see cref="StoreUnavailableException"/>.
/// </summary>
public sealed class ClassLists
{
    private static readonly Replacing ChangeTime = new(["changed_at"], "true");
    private readonly IArchiveDatabase _database;
    private readonly IRosterNews _news;
    private readonly TimeProvider _clock;

    internal ClassLists(IArchiveDatabase database, IRosterNews news, TimeProvider clock)
    {
        _database = database;
        _news = news;
        _clock = clock;
    }

    /// <summary>Every course that the teacher held or planned, or gave a class list, by name.</summary>
    public Task<IReadOnlyList<Course>> ListCoursesAsync(string teacherNumber, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            (context, token) => ReadCoursesAsync(context, teacherNumber, key: null, token),
            cancellationToken
        );

    /// <summary><c>null</c>: the teacher has no such course.</summary>
    public Task<Course?> FindCourseAsync(
        string teacherNumber,
        string lessonName,
        CancellationToken cancellationToken
    ) =>
        _database.ReadAsync(
            async (context, token) =>
                (await ReadCoursesAsync(context, teacherNumber, Names.Key(lessonName), token)).SingleOrDefault(),
            cancellationToken
        );

    /// <summary>Plans a course, which need not be known yet.</summary>
    public Task<Course> PlanAsync(
        string teacherNumber,
        string lessonName,
        CoursePlan plan,
        CancellationToken cancellationToken
    ) =>
        _database.WriteAsync(
            async (transaction, token) =>
            {
                var course = CourseKey.Of(teacherNumber, lessonName);
                await transaction.UpsertAsync(RowOf(course, lessonName, plan), Replacing.Always, token);
                return (await ReadCoursesAsync(transaction.Context, teacherNumber, course.Key, token)).Single();
            },
            cancellationToken
        );

    /// <summary>
    /// Who is expected: the students on the class list or, without one, everybody who has a record in the course.
    /// </summary>
    public Task<ExpectedStudents> ReadAsync(
        string teacherNumber,
        string lessonName,
        CancellationToken cancellationToken
    ) =>
        _database.ReadAsync(
            (context, token) => ReadListAsync(context, CourseKey.Of(teacherNumber, lessonName), token),
            cancellationToken
        );

    /// <summary>The class list; without one, nobody is on it.</summary>
    internal Task<ExpectedStudents> ReadListedAsync(
        string teacherNumber,
        string lessonName,
        CancellationToken cancellationToken
    ) =>
        _database.ReadAsync(
            async (context, token) =>
                Listed(
                    await CourseQueries
                        .ListedStudents(context, CourseKey.Of(teacherNumber, lessonName))
                        .AsNoTracking()
                        .ToListAsync(token)
                ),
            cancellationToken
        );

    /// <summary>How notices of <see cref="IRosterNews"/> name the course.</summary>
    internal static string NoticeKeyOf(string teacherNumber, string lessonName) =>
        $"{teacherNumber}|{Names.Key(lessonName)}";

    /// <summary>A student's name on the class list; <c>null</c>: the student is not on it, or there is none.</summary>
    public Task<string?> FindListedNameAsync(
        string teacherNumber,
        string lessonName,
        string studentNumber,
        CancellationToken cancellationToken
    ) =>
        _database.ReadAsync(
            (context, token) =>
                CourseQueries
                    .ListedName(context, CourseKey.Of(teacherNumber, lessonName), studentNumber)
                    .SingleOrDefaultAsync(token),
            cancellationToken
        );

    /// <summary>
    /// Replaces the whole list; an empty one removes it. Two replacements at once leave one of the two, whole. The
    /// course need not be known yet.
    /// </summary>
    /// <param name="students">Each number once, canonical.</param>
    public async Task<ExpectedStudents> ReplaceAsync(
        string teacherNumber,
        string lessonName,
        IReadOnlyList<ExpectedStudent> students,
        CancellationToken cancellationToken
    )
    {
        var replaced = await _database.WriteAsync(
            async (transaction, token) =>
            {
                var course = CourseKey.Of(teacherNumber, lessonName);
                // The plan's row is the lock of its class list: two replacements follow each other.
                await transaction.UpsertAsync(RowOf(course, lessonName, CoursePlan.Unplanned), ChangeTime, token);
                var context = transaction.Context;
                await CourseQueries.Listed(context, course).ExecuteDeleteAsync(token);
                context.ClassLists.AddRange(
                    students.Select(student => new ClassListRow
                    {
                        TeacherNumber = course.TeacherNumber,
                        LessonKey = course.Key,
                        StudentNumber = student.Number,
                        StudentName = student.Name,
                    })
                );
                await context.SaveChangesAsync(token);
                return await ReadListAsync(context, course, token);
            },
            cancellationToken
        );
        await _news.PublishAsync(
            RosterNotice.OfClassList(NoticeKeyOf(teacherNumber, lessonName)),
            CancellationToken.None
        );
        return replaced;
    }

    private LessonPlanRow RowOf(CourseKey course, string lessonName, CoursePlan plan) =>
        new()
        {
            TeacherNumber = course.TeacherNumber,
            LessonKey = course.Key,
            LessonName = lessonName,
            Plan = plan,
            ChangedAt = _clock.GetUtcNow(),
        };

    private static async Task<ExpectedStudents> ReadListAsync(
        AttnDbContext context,
        CourseKey course,
        CancellationToken cancellationToken
    )
    {
        var listed = await CourseQueries.ListedStudents(context, course).AsNoTracking().ToListAsync(cancellationToken);
        if (listed.Count > 0)
            return Listed(listed);
        var seen = await CourseQueries.SeenStudents(context, course).AsNoTracking().ToListAsync(cancellationToken);
        return new(HasClassList: false, seen.ConvertAll(Expected));
    }

    private static ExpectedStudents Listed(List<ListedStudent> listed) =>
        new(HasClassList: listed.Count > 0, listed.ConvertAll(Expected));

    private static ExpectedStudent Expected(ListedStudent student) =>
        new(student.Number, ArchivedNames.Of(student.Number, student.User, student.Listed, record: null))
        {
            NameIsFromPortal = student.User is { IsFromPortal: true },
        };

    private static async Task<IReadOnlyList<Course>> ReadCoursesAsync(
        AttnDbContext context,
        string teacherNumber,
        string? key,
        CancellationToken cancellationToken
    )
    {
        var held = await CourseQueries
            .HeldCourses(context, teacherNumber, key)
            .ToDictionaryAsync(course => course.Key, StringComparer.Ordinal, cancellationToken);
        var plans = await CourseQueries
            .Plans(context, teacherNumber, key)
            .AsNoTracking()
            .ToDictionaryAsync(plan => plan.LessonKey, StringComparer.Ordinal, cancellationToken);
        var listed = await CountsAsync(CourseQueries.ListedCounts(context, teacherNumber, key), cancellationToken);
        var seen = await CountsAsync(CourseQueries.SeenCounts(context, teacherNumber, key), cancellationToken);
        return
        [
            .. from known in held.Keys.Union(plans.Keys, StringComparer.Ordinal)
            let last = held.GetValueOrDefault(known)
            let plan = plans.GetValueOrDefault(known)
            let hasList = listed.ContainsKey(known)
            orderby known
            select new Course(plan?.LessonName ?? last!.LatestName, plan?.Plan ?? CoursePlan.Unplanned)
            {
                HeldSessions = last?.Sessions ?? 0,
                LastHeldAt = last?.LastStart,
                HasClassList = hasList,
                StudentCount = (hasList ? listed : seen).GetValueOrDefault(known),
            },
        ];
    }

    private static Task<Dictionary<string, int>> CountsAsync(
        IQueryable<StudentCount> counts,
        CancellationToken cancellationToken
    ) =>
        counts.ToDictionaryAsync(
            count => count.Key,
            count => count.Students,
            StringComparer.Ordinal,
            cancellationToken
        );
}
