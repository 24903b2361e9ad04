using Attn.Storage.Archive;
using Attn.Storage.Archive.Copying;
using Attn.Storage.Archive.Rows;
using Microsoft.EntityFrameworkCore;

namespace Attn.Storage.Catalogue;

/// <summary>Keeps <see cref="SeenStudentRow"/> true when a record or a class session changes in the archive.</summary>
internal static class SeenStudents
{
    public static async Task AddAsync(
        ArchiveTransaction transaction,
        Guid courseId,
        string studentNumber,
        CancellationToken cancellationToken
    )
    {
        await transaction.LockCourseAsync(courseId, cancellationToken);
        await transaction.UpsertAsync(
            new SeenStudentRow { CourseId = courseId, StudentNumber = studentNumber },
            Replacing.Nothing,
            cancellationToken
        );
    }

    /// <summary>Forgets those who have no record left in a class session that the course held.</summary>
    /// <param name="studentNumber">Only this student; <c>null</c>: all of the course.</param>
    public static async Task ForgetUnseenAsync(
        ArchiveTransaction transaction,
        Guid courseId,
        string? studentNumber,
        CancellationToken cancellationToken
    )
    {
        // A copy holds the course until its records can be seen here.
        await transaction.LockCourseAsync(courseId, cancellationToken);
        await Unseen(transaction.Context, courseId, studentNumber).ExecuteDeleteAsync(cancellationToken);
    }

    internal static IQueryable<SeenStudentRow> Unseen(AttnDbContext context, Guid courseId, string? studentNumber)
    {
        var records =
            from session in CourseQueries.Held(context, courseId)
            join record in context.Records.NotDeleted() on session.Id equals record.SessionId
            select record.StudentNumber;
        var unseen = context.SeenStudents.Where(row =>
            row.CourseId == courseId && !records.Contains(row.StudentNumber)
        );
        return studentNumber is null ? unseen : unseen.Where(row => row.StudentNumber == studentNumber);
    }
}
