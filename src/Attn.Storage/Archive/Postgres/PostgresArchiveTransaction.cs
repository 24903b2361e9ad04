using Attn.Domain;
using Microsoft.EntityFrameworkCore;

namespace Attn.Storage.Archive.Postgres;

/// <summary>Rows are locked by <c>FOR UPDATE</c>. Retention skips what others hold instead of waiting for it.</summary>
internal sealed class PostgresArchiveTransaction(AttnDbContext context) : ArchiveTransaction(context)
{
    public override Task LockSessionAsync(Guid id, CancellationToken cancellationToken) =>
        Context.Database.ExecuteSqlAsync($"SELECT 1 FROM attendances WHERE id = {id} FOR UPDATE", cancellationToken);

    public override Task<List<Guid>> LockEndedBeforeAsync(
        DateTimeOffset cutoff,
        int limit,
        CancellationToken cancellationToken
    ) =>
        Context
            .Database.SqlQuery<Guid>(
                $"""
                SELECT id FROM attendances WHERE end_time < {cutoff.ToWholeMilliseconds()}
                ORDER BY end_time, id LIMIT {limit} FOR UPDATE SKIP LOCKED
                """
            )
            .ToListAsync(cancellationToken);

    public override Task<List<Guid>> LockSessionsOfAsync(string number, CancellationToken cancellationToken) =>
        Context
            .Database.SqlQuery<Guid>(
                $"""
                SELECT id FROM attendances
                WHERE teacher_number = {number}
                    OR id IN (SELECT attendance_id FROM records WHERE student_number = {number})
                ORDER BY id FOR UPDATE
                """
            )
            .ToListAsync(cancellationToken);

    public override async Task<bool> LockCourseAsync(Guid id, CancellationToken cancellationToken)
    {
        var locked = await Context
            .Database.SqlQuery<int>($"SELECT 1 FROM courses WHERE id = {id} FOR UPDATE")
            .ToListAsync(cancellationToken);
        return locked.Count > 0;
    }

    public override async Task<bool> TryLockCourseAsync(Guid id, CancellationToken cancellationToken)
    {
        var locked = await Context
            .Database.SqlQuery<int>($"SELECT 1 FROM courses WHERE id = {id} FOR UPDATE SKIP LOCKED")
            .ToListAsync(cancellationToken);
        return locked.Count > 0;
    }

    public override Task LockTermsAsync(CancellationToken cancellationToken) =>
        Context.Database.ExecuteSqlAsync($"LOCK TABLE terms IN SHARE ROW EXCLUSIVE MODE", cancellationToken);

    public override Task<List<string>> LockUsersAsync(
        IReadOnlyList<string> numbers,
        CancellationToken cancellationToken
    )
    {
        var wanted = numbers.ToArray();
        return Context
            .Database.SqlQuery<string>(
                $"SELECT number FROM users WHERE number = ANY({wanted}) ORDER BY number FOR UPDATE SKIP LOCKED"
            )
            .ToListAsync(cancellationToken);
    }

    public override string OneDayBefore(string time) => $"{time} - interval '24 hours'";
}
