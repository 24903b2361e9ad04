using Microsoft.EntityFrameworkCore;

namespace Attn.Storage.Archive;

/// <summary>
/// Deletes what is old, for good and in small transactions. Any number of programs may do so at once: each takes rows that nobody holds, and whoever
/// holds one (an edit, a copy) is not waited for but met again in the next round. See docs/decisions/0125.
/// An outage is a <see cref="StoreUnavailableException"/>; what was deleted by then stays deleted.
/// </summary>
public sealed class ArchiveRetention
{
    /// <summary>Class sessions in one transaction; a large one has hundreds of records.</summary>
    internal const int SessionsAtOnce = 10;

    /// <summary>Plans, users or consents in one transaction.</summary>
    internal const int RowsAtOnce = 100;

    private readonly IArchiveDatabase _database;

    internal ArchiveRetention(IArchiveDatabase database) => _database = database;

    /// <summary>
    /// Deletes class sessions that ended before <paramref name="cutoff"/> with all that hangs on them; then plans and class lists of lessons without
    /// a class session, people and consents, if nothing refers to them any more and they were written before <paramref name="cutoff"/>.
    /// </summary>
    public async Task<RetentionCounts> DeleteOlderAsync(DateTimeOffset cutoff, CancellationToken cancellationToken)
    {
        var sessions = await InBatchesAsync(
            SessionsAtOnce,
            (context, token) => DeleteSessionsAsync(context, cutoff, token),
            batch => batch.Sessions,
            cancellationToken
        );
        var plans = await InBatchesAsync(
            RowsAtOnce,
            (context, token) => DeletePlansAsync(context, cutoff, token),
            batch => batch.Plans,
            cancellationToken
        );
        var users = await InBatchesAsync(
            RowsAtOnce,
            (context, token) => DeleteUsersAsync(context, cutoff, token),
            batch => batch.Users,
            cancellationToken
        );
        var consents = await InBatchesAsync(
            RowsAtOnce,
            (context, token) => DeleteConsentsAsync(context, cutoff, token),
            batch => batch.Consents,
            cancellationToken
        );
        return sessions.Plus(plans).Plus(users).Plus(consents);
    }

    private async Task<RetentionCounts> InBatchesAsync(
        int size,
        Func<AttnDbContext, CancellationToken, Task<RetentionCounts>> delete,
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

    /// <summary>Under the lock that edits and copies of a session take, too: each of them is before the deletion, or finds nothing.</summary>
    private static async Task<RetentionCounts> DeleteSessionsAsync(
        AttnDbContext context,
        DateTimeOffset cutoff,
        CancellationToken cancellationToken
    )
    {
        var sessions = await context.LockEndedBeforeAsync(cutoff, SessionsAtOnce, cancellationToken);
        var ids = sessions.ConvertAll(session => session.Id);
        return new()
        {
            Decisions = await context
                .Audit.Where(entry => ids.Contains(entry.AttendanceId))
                .ExecuteDeleteAsync(cancellationToken),
            Records = await context
                .Records.Where(record => ids.Contains(record.AttendanceId))
                .ExecuteDeleteAsync(cancellationToken),
            Sessions = await context
                .Attendances.Where(session => ids.Contains(session.Id))
                .ExecuteDeleteAsync(cancellationToken),
        };
    }

    /// <summary>Whoever replaces a class list holds its plan: lists go only with their plan, and none is written meanwhile.</summary>
    private static async Task<RetentionCounts> DeletePlansAsync(
        AttnDbContext context,
        DateTimeOffset cutoff,
        CancellationToken cancellationToken
    )
    {
        var counts = new RetentionCounts();
        foreach (
            var unused in await RetentionQueries
                .UnusedPlans(context, cutoff, RowsAtOnce)
                .AsNoTracking()
                .ToListAsync(cancellationToken)
        )
        {
            var lesson = new LessonKey(unused.TeacherNumber, unused.LessonKey);
            if (await context.LockPlanAsync(lesson, cancellationToken) is not { } plan || plan.ChangedAt >= cutoff)
                continue;
            counts = counts.Plus(
                new()
                {
                    ListedStudents = await LessonQueries.Listed(context, lesson).ExecuteDeleteAsync(cancellationToken),
                    Plans = await LessonQueries
                        .Plans(context, lesson.TeacherNumber, lesson.Key)
                        .ExecuteDeleteAsync(cancellationToken),
                }
            );
        }

        return counts;
    }

    /// <summary>
    /// A copy holds the rows of its users until its records are there. So nobody is deleted who is held, and those whom this transaction holds are
    /// looked at once more: a copy that comes now waits, and writes them again.
    /// </summary>
    private static async Task<RetentionCounts> DeleteUsersAsync(
        AttnDbContext context,
        DateTimeOffset cutoff,
        CancellationToken cancellationToken
    )
    {
        var unused = await RetentionQueries
            .UnusedUsers(context, cutoff, RowsAtOnce)
            .Select(user => user.Number)
            .ToListAsync(cancellationToken);
        var held = (await context.LockUsersAsync(unused, cancellationToken)).ConvertAll(user => user.Number);
        return new()
        {
            Users = await RetentionQueries
                .WithoutTrace(context, context.Users.Where(user => held.Contains(user.Number) && user.KnownAt < cutoff))
                .ExecuteDeleteAsync(cancellationToken),
        };
    }

    /// <summary>The age is asked twice: an answer that is given at this moment stays.</summary>
    private static async Task<RetentionCounts> DeleteConsentsAsync(
        AttnDbContext context,
        DateTimeOffset cutoff,
        CancellationToken cancellationToken
    )
    {
        var unused = await RetentionQueries
            .UnusedConsents(context, cutoff, RowsAtOnce)
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

/// <summary>How much was deleted for its age.</summary>
public sealed record RetentionCounts
{
    public int Sessions { get; init; }

    public int Records { get; init; }

    /// <summary>Entries of audit trails.</summary>
    public int Decisions { get; init; }

    public int Plans { get; init; }

    /// <summary>Rows of class lists.</summary>
    public int ListedStudents { get; init; }

    public int Users { get; init; }

    public int Consents { get; init; }

    internal RetentionCounts Plus(RetentionCounts other) =>
        new()
        {
            Sessions = Sessions + other.Sessions,
            Records = Records + other.Records,
            Decisions = Decisions + other.Decisions,
            Plans = Plans + other.Plans,
            ListedStudents = ListedStudents + other.ListedStudents,
            Users = Users + other.Users,
            Consents = Consents + other.Consents,
        };
}
