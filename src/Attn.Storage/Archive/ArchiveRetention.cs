using Attn.Storage.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace Attn.Storage.Archive;

/// <summary>
/// Deletes what is old, for good and in small transactions. Any number of programs may do so at once: each takes rows
/// that nobody holds, and leaves a row that an edit or a copy holds to the next round. See docs/decisions/0125. An
/// outage is a <see cref="StoreUnavailableException"/>; what was deleted before it stays deleted.
/// </summary>
public sealed class ArchiveRetention
{
    /// <summary>Class sessions in one transaction; a large one has hundreds of records.</summary>
    internal const int SessionBatchSize = 10;

    /// <summary>Courses, users or consents in one transaction.</summary>
    internal const int RowBatchSize = 100;

    private readonly IArchiveDatabase _database;

    internal ArchiveRetention(IArchiveDatabase database) => _database = database;

    /// <summary>
    /// Deletes class sessions that ended before <paramref name="cutoff"/> with their records and decisions; then
    /// courses without a class session, with their class lists, users and consents, if nothing refers to them any more
    /// and they were written before <paramref name="cutoff"/>.
    /// </summary>
    public async Task<RetentionCounts> DeleteOlderAsync(DateTimeOffset cutoff, CancellationToken cancellationToken)
    {
        var sessions = await InBatchesAsync(
            SessionBatchSize,
            (transaction, token) => DeleteSessionsAsync(transaction, cutoff, token),
            batch => batch.Sessions,
            cancellationToken
        );
        var courses = await InBatchesAsync(
            RowBatchSize,
            (transaction, token) => DeleteCoursesAsync(transaction, cutoff, token),
            batch => batch.Courses,
            cancellationToken
        );
        var users = await InBatchesAsync(
            RowBatchSize,
            (transaction, token) => DeleteUsersAsync(transaction, cutoff, token),
            batch => batch.Users,
            cancellationToken
        );
        var consents = await InBatchesAsync(
            RowBatchSize,
            (transaction, token) => DeleteConsentsAsync(transaction, cutoff, token),
            batch => batch.Consents,
            cancellationToken
        );
        return sessions.Plus(courses).Plus(users).Plus(consents);
    }

    private async Task<RetentionCounts> InBatchesAsync(
        int size,
        Func<ArchiveTransaction, CancellationToken, Task<RetentionCounts>> delete,
        Func<RetentionCounts, int> deleted,
        CancellationToken cancellationToken
    )
    {
        var counts = new RetentionCounts();
        RetentionCounts batch;
        do
        {
            batch = await _database.WriteAsync(delete, cancellationToken);
            counts = counts.Plus(batch);
        } while (deleted(batch) == size);
        return counts;
    }

    /// <summary>
    /// Under the lock that edits and copies of a session take, too: each of them comes before the deletion, or finds
    /// nothing.
    /// </summary>
    private static async Task<RetentionCounts> DeleteSessionsAsync(
        ArchiveTransaction transaction,
        DateTimeOffset cutoff,
        CancellationToken cancellationToken
    )
    {
        var ids = await transaction.LockEndedBeforeAsync(cutoff, SessionBatchSize, cancellationToken);
        var context = transaction.Context;
        var courses = await context
            .ClassSessions.Where(session => ids.Contains(session.Id) && session.Session.CourseId != null)
            .Select(session => session.Session.CourseId!.Value)
            .Distinct()
            .ToListAsync(cancellationToken);
        var counts = new RetentionCounts
        {
            Decisions = await context
                .Audit.Where(entry => ids.Contains(entry.AttendanceId))
                .ExecuteDeleteAsync(cancellationToken),
            Records = await context
                .Records.Where(record => ids.Contains(record.SessionId))
                .ExecuteDeleteAsync(cancellationToken),
            Sessions = await context
                .ClassSessions.Where(session => ids.Contains(session.Id))
                .ExecuteDeleteAsync(cancellationToken),
        };
        // In one order, so that two programs do not wait for each other.
        foreach (var course in courses.Order())
            await SeenStudents.ForgetUnseenAsync(transaction, course, studentNumber: null, cancellationToken);
        return counts;
    }

    /// <summary>
    /// A course's row is the lock of its class list: a list goes only with its course, and none is written meanwhile.
    /// </summary>
    private static async Task<RetentionCounts> DeleteCoursesAsync(
        ArchiveTransaction transaction,
        DateTimeOffset cutoff,
        CancellationToken cancellationToken
    )
    {
        var context = transaction.Context;
        var unused = await RetentionQueries
            .UnusedCourses(context, cutoff, RowBatchSize)
            .Select(course => course.Id)
            .ToListAsync(cancellationToken);
        var counts = new RetentionCounts();
        foreach (var id in unused)
        {
            var course = context.Courses.Where(row => row.Id == id);
            if (
                !await transaction.TryLockCourseAsync(id, cancellationToken)
                || !await course.AnyAsync(row => row.ChangedAt < cutoff, cancellationToken)
            )
                continue;
            await context.SeenStudents.Where(row => row.CourseId == id).ExecuteDeleteAsync(cancellationToken);
            // Teachers and policies go with the course.
            counts = counts.Plus(
                new()
                {
                    ListedStudents = await CourseQueries.Enrolled(context, id).ExecuteDeleteAsync(cancellationToken),
                    Courses = await course.ExecuteDeleteAsync(cancellationToken),
                }
            );
        }

        return counts;
    }

    /// <summary>
    /// A copy locks the rows of its users until its records are there. So no locked user is deleted, and those whom
    /// this transaction locks are checked once more: a copy that comes now waits, and writes them anew.
    /// </summary>
    private static async Task<RetentionCounts> DeleteUsersAsync(
        ArchiveTransaction transaction,
        DateTimeOffset cutoff,
        CancellationToken cancellationToken
    )
    {
        var context = transaction.Context;
        var unused = await RetentionQueries
            .UnusedUsers(context, cutoff, RowBatchSize)
            .Select(user => user.Number)
            .ToListAsync(cancellationToken);
        var locked = await transaction.LockUsersAsync(unused, cancellationToken);
        var old = context.Users.Where(user => locked.Contains(user.Number) && user.KnownAt < cutoff);
        return new() { Users = await RetentionQueries.Orphans(context, old).ExecuteDeleteAsync(cancellationToken) };
    }

    /// <summary>The age is checked twice: an answer that is given at this moment stays.</summary>
    private static async Task<RetentionCounts> DeleteConsentsAsync(
        ArchiveTransaction transaction,
        DateTimeOffset cutoff,
        CancellationToken cancellationToken
    )
    {
        var context = transaction.Context;
        var unused = await RetentionQueries
            .UnusedConsents(context, cutoff, RowBatchSize)
            .Select(consent => consent.StudentNumber)
            .ToListAsync(cancellationToken);
        return new()
        {
            Consents = await RetentionQueries
                .AnsweredBefore(context, cutoff)
                .Where(consent => unused.Contains(consent.StudentNumber))
                .ExecuteDeleteAsync(cancellationToken),
        };
    }
}
