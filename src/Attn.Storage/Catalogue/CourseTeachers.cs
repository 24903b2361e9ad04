using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Archive.Copying;
using Attn.Storage.Archive.Rows;
using Microsoft.EntityFrameworkCore;

namespace Attn.Storage.Catalogue;

/// <summary>Who teaches a course. An outage is a <see cref="StoreUnavailableException"/>.</summary>
public sealed class CourseTeachers
{
    private readonly IArchiveDatabase _database;
    private readonly TimeProvider _clock;

    internal CourseTeachers(IArchiveDatabase database, TimeProvider clock)
    {
        _database = database;
        _clock = clock;
    }

    /// <summary><c>null</c>: this person does not teach the course.</summary>
    public Task<TeacherRole?> FindRoleAsync(Guid courseId, string number, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            (context, token) =>
                context
                    .CourseTeachers.Where(row => row.CourseId == courseId && row.TeacherNumber == number)
                    .Select(row => (TeacherRole?)row.Role)
                    .SingleOrDefaultAsync(token),
            cancellationToken
        );

    /// <summary>The owner first, then by number.</summary>
    public Task<IReadOnlyList<CourseTeacher>> ListAsync(Guid courseId, CancellationToken cancellationToken) =>
        _database.ReadAsync((context, token) => ListAsync(context, courseId, token), cancellationToken);

    /// <summary>
    /// Adds a colleague, or changes the role of one. Checked in the same transaction: only the owner may, and the
    /// owner's own role stays.
    /// </summary>
    public Task<Outcome<CourseStaff, TeacherChangeRefusal>> SaveAsync(
        Guid courseId,
        string byNumber,
        string number,
        TeacherRole role,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            courseId,
            byNumber,
            number,
            async (transaction, token) =>
            {
                var user = await SessionQueries.User(transaction.Context, number).SingleOrDefaultAsync(token);
                if (user is { Role: UserRole.Student })
                    return TeacherChangeRefusal.NumberIsStudents;
                var row = new CourseTeacherRow
                {
                    CourseId = courseId,
                    TeacherNumber = number,
                    Role = role,
                    AddedBy = byNumber,
                    AddedAt = _clock.GetUtcNow(),
                };
                await transaction.UpsertAsync(row, Replacing.Always, token);
                return null;
            },
            cancellationToken
        );

    public Task<Outcome<CourseStaff, TeacherChangeRefusal>> RemoveAsync(
        Guid courseId,
        string byNumber,
        string number,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            courseId,
            byNumber,
            number,
            async (transaction, token) =>
            {
                await transaction
                    .Context.CourseTeachers.Where(row => row.CourseId == courseId && row.TeacherNumber == number)
                    .ExecuteDeleteAsync(token);
                return null;
            },
            cancellationToken
        );

    private Task<Outcome<CourseStaff, TeacherChangeRefusal>> ChangeAsync(
        Guid courseId,
        string byNumber,
        string number,
        Func<ArchiveTransaction, CancellationToken, Task<TeacherChangeRefusal?>> change,
        CancellationToken cancellationToken
    ) =>
        _database.WriteAsync<Outcome<CourseStaff, TeacherChangeRefusal>>(
            async (transaction, token) =>
            {
                var context = transaction.Context;
                var isThere = await transaction.LockCourseAsync(courseId, token);
                var known = await ListAsync(context, courseId, token);
                var own = known.SingleOrDefault(teacher => teacher.Number == byNumber);
                if (!isThere || own is null)
                    return TeacherChangeRefusal.CourseNotFound;
                if (own.Role != TeacherRole.Owner)
                    return TeacherChangeRefusal.OnlyTheOwner;
                if (number == byNumber)
                    return TeacherChangeRefusal.OwnerStays;
                if (await change(transaction, token) is { } refusal)
                    return refusal;
                return new CourseStaff(await ListAsync(context, courseId, token));
            },
            cancellationToken
        );

    private static async Task<IReadOnlyList<CourseTeacher>> ListAsync(
        AttnDbContext context,
        Guid courseId,
        CancellationToken cancellationToken
    )
    {
        var rows = await CourseQueries.Teachers(context, courseId).AsNoTracking().ToListAsync(cancellationToken);
        return
        [
            .. from row in rows
            orderby row.Teacher.Role == TeacherRole.Owner descending, row.Teacher.TeacherNumber
            select new CourseTeacher(
                row.Teacher.TeacherNumber,
                row.User?.FullName,
                row.Teacher.Role,
                row.Teacher.AddedBy,
                row.Teacher.AddedAt
            ),
        ];
    }
}

/// <summary>Everybody who teaches a course.</summary>
public sealed record CourseStaff(IReadOnlyList<CourseTeacher> Teachers);

/// <param name="Name"><c>null</c>: the colleague has not signed in yet.</param>
/// <param name="AddedBy">The number of the owner at that time.</param>
public sealed record CourseTeacher(
    string Number,
    string? Name,
    TeacherRole Role,
    string AddedBy,
    DateTimeOffset AddedAt
);

/// <summary>Why a course's teachers stay as they are.</summary>
public enum TeacherChangeRefusal
{
    /// <summary>No such course, or the asker does not teach it.</summary>
    CourseNotFound,

    OnlyTheOwner,

    /// <summary>The owner is always one of the teachers.</summary>
    OwnerStays,

    NumberIsStudents,
}
