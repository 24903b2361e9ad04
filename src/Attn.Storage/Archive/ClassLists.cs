using Attn.Domain;
using Attn.Storage.Archive.Rows;
using Microsoft.EntityFrameworkCore;

namespace Attn.Storage.Archive;

/// <summary>
/// A teacher's lessons: what is planned for them, and who is expected. A lesson is known once it was held or planned, or has a class list; its name
/// is compared by <see cref="Names.Key"/>. An outage is a <see cref="StoreUnavailableException"/>.
/// </summary>
public sealed class ClassLists
{
    private readonly IArchiveDatabase _database;
    private readonly TimeProvider _clock;

    internal ClassLists(IArchiveDatabase database, TimeProvider clock)
    {
        _database = database;
        _clock = clock;
    }

    /// <summary>Every lesson that the teacher held or planned, by name.</summary>
    public Task<IReadOnlyList<Lesson>> ListLessonsAsync(string teacherNumber, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            (context, token) => ReadLessonsAsync(context, teacherNumber, key: null, token),
            cancellationToken
        );

    /// <summary><c>null</c>: this teacher neither held nor planned it.</summary>
    public Task<Lesson?> FindLessonAsync(
        string teacherNumber,
        string lessonName,
        CancellationToken cancellationToken
    ) =>
        _database.ReadAsync(
            async (context, token) =>
                (await ReadLessonsAsync(context, teacherNumber, Names.Key(lessonName), token)).SingleOrDefault(),
            cancellationToken
        );

    /// <summary>Plans a lesson, which need not be known yet.</summary>
    public Task<Lesson> PlanAsync(
        string teacherNumber,
        string lessonName,
        LessonPlan plan,
        CancellationToken cancellationToken
    ) =>
        _database.WriteAsync(
            async (context, token) =>
            {
                var lesson = LessonKey.Of(teacherNumber, lessonName);
                await context.SavePlanAsync(lesson, lessonName, plan, _clock.GetUtcNow(), token);
                return (await ReadLessonsAsync(context, teacherNumber, lesson.Key, token)).Single();
            },
            cancellationToken
        );

    /// <summary>
    /// Who is expected: the class list, or, without one, everybody who was seen once. The portal's name of a student stands before the list's.
    /// </summary>
    public Task<ExpectedStudents> ReadAsync(
        string teacherNumber,
        string lessonName,
        CancellationToken cancellationToken
    ) =>
        _database.ReadAsync(
            (context, token) => ReadListAsync(context, LessonKey.Of(teacherNumber, lessonName), token),
            cancellationToken
        );

    /// <summary>A student's name on the class list; <c>null</c>: the student is not on it, or there is none.</summary>
    public Task<string?> FindListedNameAsync(
        string teacherNumber,
        string lessonName,
        string studentNumber,
        CancellationToken cancellationToken
    ) =>
        _database.ReadAsync(
            (context, token) =>
                LessonQueries
                    .ListedName(context, LessonKey.Of(teacherNumber, lessonName), studentNumber)
                    .SingleOrDefaultAsync(token),
            cancellationToken
        );

    /// <summary>
    /// Replaces the whole list; an empty one removes it. Two replacements at once leave one of the two, whole. The lesson need not be known yet.
    /// </summary>
    /// <param name="students">Each number once, canonical.</param>
    public Task<ExpectedStudents> ReplaceAsync(
        string teacherNumber,
        string lessonName,
        IReadOnlyList<ExpectedStudent> students,
        CancellationToken cancellationToken
    ) =>
        _database.WriteAsync(
            async (context, token) =>
            {
                var lesson = LessonKey.Of(teacherNumber, lessonName);
                await context.HoldPlanAsync(lesson, lessonName, _clock.GetUtcNow(), token);
                await LessonQueries.Listed(context, lesson).ExecuteDeleteAsync(token);
                context.ClassLists.AddRange(
                    students.Select(student => new ClassListRow
                    {
                        TeacherNumber = lesson.TeacherNumber,
                        LessonKey = lesson.Key,
                        StudentNumber = student.Number,
                        StudentName = student.Name,
                    })
                );
                await context.SaveChangesAsync(token);
                return await ReadListAsync(context, lesson, token);
            },
            cancellationToken
        );

    internal static async Task<ExpectedStudents> ReadListAsync(
        AttnDbContext context,
        LessonKey lesson,
        CancellationToken cancellationToken
    )
    {
        var listed = await LessonQueries.ListedStudents(context, lesson).ToListAsync(cancellationToken);
        return listed.Count > 0
            ? new(HasClassList: true, listed)
            : new(
                HasClassList: false,
                await LessonQueries.SeenStudents(context, lesson).ToListAsync(cancellationToken)
            );
    }

    private static async Task<IReadOnlyList<Lesson>> ReadLessonsAsync(
        AttnDbContext context,
        string teacherNumber,
        string? key,
        CancellationToken cancellationToken
    )
    {
        var held = await LessonQueries
            .HeldLessons(context, teacherNumber, key)
            .ToDictionaryAsync(lesson => lesson.Key, StringComparer.Ordinal, cancellationToken);
        var plans = await LessonQueries
            .Plans(context, teacherNumber, key)
            .AsNoTracking()
            .ToDictionaryAsync(plan => plan.LessonKey, StringComparer.Ordinal, cancellationToken);
        var listed = await CountsAsync(LessonQueries.ListedCounts(context, teacherNumber, key), cancellationToken);
        var seen = await CountsAsync(LessonQueries.SeenCounts(context, teacherNumber, key), cancellationToken);
        return
        [
            .. from known in held.Keys.Union(plans.Keys, StringComparer.Ordinal)
            let last = held.GetValueOrDefault(known)
            let plan = plans.GetValueOrDefault(known)
            let hasList = listed.ContainsKey(known)
            orderby known
            select new Lesson(plan?.LessonName ?? last!.LatestName, plan?.ToPlan() ?? LessonPlan.Unplanned)
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

/// <param name="Name">As the teacher wrote it last, in the plan or, without one, in a class session.</param>
public sealed record Lesson(string Name, LessonPlan Plan)
{
    /// <summary>Class sessions in the archive. The one that runs is not among them.</summary>
    public required int HeldSessions { get; init; }

    /// <summary>The start of the latest of them.</summary>
    public required DateTimeOffset? LastHeldAt { get; init; }

    public required bool HasClassList { get; init; }

    /// <summary>On the class list or, without one, seen once.</summary>
    public required int StudentCount { get; init; }
}
