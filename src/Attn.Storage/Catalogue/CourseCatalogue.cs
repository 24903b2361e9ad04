using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Archive.Copying;
using Attn.Storage.Archive.Rows;
using Microsoft.EntityFrameworkCore;

namespace Attn.Storage.Catalogue;

/// <summary>
/// Courses: made, found and given a policy. Names are compared by <see cref="Names.LessonKey"/>. An outage is a
/// <see cref="StoreUnavailableException"/>.
/// </summary>
public sealed class CourseCatalogue
{
    private readonly IArchiveDatabase _database;
    private readonly TermCalendar _calendar;
    private readonly TimeProvider _clock;

    internal CourseCatalogue(IArchiveDatabase database, TermCalendar calendar, TimeProvider clock)
    {
        _database = database;
        _calendar = calendar;
        _clock = clock;
    }

    /// <summary>The teacher's courses of a term, by name.</summary>
    public Task<IReadOnlyList<Course>> ListAsync(
        string teacherNumber,
        Guid termId,
        CancellationToken cancellationToken
    ) =>
        _database.ReadAsync<IReadOnlyList<Course>>(
            async (context, token) =>
            {
                var taught = await CourseQueries
                    .Taught(context, teacherNumber)
                    .Where(row => row.Term.Id == termId)
                    .OrderBy(row => row.Course.NameKey)
                    .ThenBy(row => row.Course.Section)
                    .ThenBy(row => row.Course.Id)
                    .AsNoTracking()
                    .ToListAsync(token);
                return await CourseDescriptions.ReadAsync(context, taught, token);
            },
            cancellationToken
        );

    /// <summary><c>null</c>: there is no such course, or this teacher does not teach it.</summary>
    public Task<Course?> FindAsync(Guid id, string teacherNumber, CancellationToken cancellationToken) =>
        _database.ReadAsync((context, token) => FindAsync(context, id, teacherNumber, token), cancellationToken);

    /// <summary>Its name alone. <c>null</c>: there is no such course, or this teacher does not teach it.</summary>
    public Task<string?> FindNameAsync(Guid id, string teacherNumber, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            (context, token) =>
                CourseQueries
                    .Taught(context, teacherNumber)
                    .Where(row => row.Course.Id == id)
                    .Select(row => (string?)row.Course.Name)
                    .SingleOrDefaultAsync(token),
            cancellationToken
        );

    /// <summary><c>null</c>: this teacher has no course of that name in the term.</summary>
    public Task<Course?> FindByNameAsync(
        string teacherNumber,
        string lessonName,
        Guid termId,
        CancellationToken cancellationToken
    ) =>
        _database.ReadAsync(
            async (context, token) =>
            {
                var taught = await CourseQueries
                    .OfName(context, teacherNumber, termId, Names.LessonKey(lessonName))
                    .AsNoTracking()
                    .Take(1)
                    .ToListAsync(token);
                return (await CourseDescriptions.ReadAsync(context, taught, token)).SingleOrDefault();
            },
            cancellationToken
        );

    /// <summary>The teacher's course of that name in the term of a moment; it is made where there is none.</summary>
    /// <returns>The id of the course.</returns>
    public async Task<Guid> FindOrMakeAsync(
        string teacherNumber,
        string lessonName,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        var day = _calendar.DayOf(at);
        return await _database.ReadAsync(
                (context, token) => FindIdAsync(context, teacherNumber, lessonName, day, token),
                cancellationToken
            )
            ?? await _database.WriteAsync(
                async (transaction, token) =>
                {
                    var term = await Terms.EnsureAsync(transaction, _calendar, day, token);
                    return await FindOrMakeAsync(transaction, teacherNumber, lessonName, term, token);
                },
                cancellationToken
            );
    }

    /// <returns><c>null</c>: the teacher has such a course in the term.</returns>
    public Task<Course?> CreateAsync(
        string teacherNumber,
        CourseTitle title,
        Guid termId,
        CancellationToken cancellationToken
    ) =>
        _database.WriteAsync(
            async (transaction, token) =>
            {
                var row = RowOf(teacherNumber, title, termId);
                await transaction.UpsertAsync(row, Replacing.Nothing, token);
                if (!await transaction.Context.Courses.AnyAsync(course => course.Id == row.Id, token))
                    return null;
                await AddOwnerAsync(transaction, row, token);
                return await FindAsync(transaction.Context, row.Id, teacherNumber, token);
            },
            cancellationToken
        );

    /// <summary>All versions of a course's policy, the oldest first.</summary>
    public Task<IReadOnlyList<StoredPolicy>> ListPoliciesAsync(Guid courseId, CancellationToken cancellationToken) =>
        _database.ReadAsync<IReadOnlyList<StoredPolicy>>(
            async (context, token) =>
                (await CourseQueries.Policies(context, [courseId]).ToListAsync(token)).ConvertAll(row =>
                    row.ToDomain()
                ),
            cancellationToken
        );

    /// <summary>
    /// Makes a new version of a course's policy from the one in force, and may change the kind of course with it.
    /// </summary>
    /// <param name="change">Number, author and time of the new version are set here.</param>
    /// <returns><c>null</c>: there is no such course.</returns>
    public Task<StoredPolicy?> ChangePolicyAsync(
        Guid courseId,
        string teacherNumber,
        Func<StoredPolicy?, StoredPolicy> change,
        CourseKind? kind,
        CancellationToken cancellationToken
    ) =>
        _database.WriteAsync(
            async (transaction, token) =>
            {
                if (!await transaction.LockCourseAsync(courseId, token))
                    return null;
                var context = transaction.Context;
                var versions = await CourseQueries.Policies(context, [courseId]).AsNoTracking().ToListAsync(token);
                var current = versions.Count > 0 ? versions[^1].ToDomain() : null;
                var changed = change(current) with
                {
                    Version = (current?.Version ?? 0) + 1,
                    ChangedBy = teacherNumber,
                    ChangedAt = _clock.GetUtcNow(),
                };
                await transaction.UpsertAsync(PolicyRow.From(courseId, changed), Replacing.Nothing, token);
                await TouchAsync(context, courseId, kind, changed.ChangedAt, token);
                return changed;
            },
            cancellationToken
        );

    internal static async Task<Course?> FindAsync(
        AttnDbContext context,
        Guid id,
        string teacherNumber,
        CancellationToken cancellationToken
    )
    {
        var taught = await CourseQueries
            .Taught(context, teacherNumber)
            .Where(row => row.Course.Id == id)
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        return (await CourseDescriptions.ReadAsync(context, taught, cancellationToken)).SingleOrDefault();
    }

    internal async Task<Guid> FindOrMakeAsync(
        ArchiveTransaction transaction,
        string teacherNumber,
        string lessonName,
        Term term,
        CancellationToken cancellationToken
    )
    {
        var key = Names.LessonKey(lessonName);
        var named = CourseQueries.OfName(transaction.Context, teacherNumber, term.Id, key).Select(row => row.Course.Id);
        if (await named.Select(id => (Guid?)id).FirstOrDefaultAsync(cancellationToken) is { } found)
            return found;
        var row = RowOf(teacherNumber, new(lessonName, Code: null, Section: "", CourseKind.Theory), term.Id);
        await transaction.UpsertAsync(row, Replacing.Nothing, cancellationToken);
        // Somebody else may have made it at the same time: then that one is there, and the insert did nothing.
        var made = await transaction
            .Context.Courses.AsNoTracking()
            .SingleAsync(
                course =>
                    course.OwnerNumber == teacherNumber
                    && course.TermId == term.Id
                    && course.NameKey == key
                    && course.Section == "",
                cancellationToken
            );
        await AddOwnerAsync(transaction, made, cancellationToken);
        return made.Id;
    }

    /// <summary>Notes that a course, its policy or its class list was written: retention goes by it.</summary>
    internal static Task TouchAsync(
        AttnDbContext context,
        Guid courseId,
        CourseKind? kind,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        context
            .Courses.Where(course => course.Id == courseId)
            .ExecuteUpdateAsync(
                update =>
                    update
                        .SetProperty(course => course.ChangedAt, now)
                        .SetProperty(course => course.Kind, course => kind ?? course.Kind),
                cancellationToken
            );

    private static async Task<Guid?> FindIdAsync(
        AttnDbContext context,
        string teacherNumber,
        string lessonName,
        DateOnly day,
        CancellationToken cancellationToken
    )
    {
        return await CourseQueries
            .OfName(context, teacherNumber, day, Names.LessonKey(lessonName))
            .Select(row => (Guid?)row.Course.Id)
            .FirstOrDefaultAsync(cancellationToken);
    }

    private static Task<int> AddOwnerAsync(
        ArchiveTransaction transaction,
        CourseRow course,
        CancellationToken cancellationToken
    ) =>
        transaction.UpsertAsync(
            new CourseTeacherRow
            {
                CourseId = course.Id,
                TeacherNumber = course.OwnerNumber,
                Role = TeacherRole.Owner,
                AddedBy = course.OwnerNumber,
                AddedAt = course.CreatedAt,
            },
            Replacing.Nothing,
            cancellationToken
        );

    private CourseRow RowOf(string ownerNumber, CourseTitle title, Guid termId)
    {
        var now = _clock.GetUtcNow();
        return new()
        {
            Id = Guid.CreateVersion7(now),
            TermId = termId,
            OwnerNumber = ownerNumber,
            Name = title.Name,
            NameKey = Names.LessonKey(title.Name),
            Code = title.Code,
            Section = title.Section,
            Kind = title.Kind,
            CreatedAt = now,
            ChangedAt = now,
        };
    }
}
