using Attn.Storage.Archive;
using Attn.Storage.Archive.Copying;
using Attn.Storage.Archive.Rows;
using Microsoft.EntityFrameworkCore;

namespace Attn.Storage.Catalogue;

/// <summary>Keeps <see cref="SeenStudentRow"/> true when a record or a class session changes in the archive.</summary>
internal static class SeenStudents
{
    public static Task AddAsync(
        ArchiveTransaction transaction,
        Guid courseId,
        string studentNumber,
        CancellationToken cancellationToken
    ) =>
        transaction.UpsertAsync(
            new SeenStudentRow { CourseId = courseId, StudentNumber = studentNumber },
            Replacing.Nothing,
            cancellationToken
        );

    /// <summary>Forgets those who have no record left in a class session that the course held.</summary>
    /// <param name="studentNumber">Only this student; <c>null</c>: all of the course.</param>
    public static Task ForgetUnseenAsync(
        AttnDbContext context,
        Guid courseId,
        string? studentNumber,
        CancellationToken cancellationToken
    )
    {
        var records =
            from session in CourseQueries.Held(context, courseId)
            join record in context.Records.NotDeleted() on session.Id equals record.SessionId
            select record.StudentNumber;
        return context
            .SeenStudents.Where(row =>
                row.CourseId == courseId
                && (studentNumber == null || row.StudentNumber == studentNumber)
                && !records.Contains(row.StudentNumber)
            )
            .ExecuteDeleteAsync(cancellationToken);
    }
}
