using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Archive.Copying;
using Microsoft.EntityFrameworkCore;

namespace Attn.Storage.Catalogue;

/// <summary>
/// The terms of the institution: those that somebody entered, and those made from <see cref="TermCalendar"/> because a
/// course needed one. An outage is a <see cref="StoreUnavailableException"/>.
/// </summary>
public sealed class Terms
{
    private readonly IArchiveDatabase _database;
    private readonly TermCalendar _calendar;

    internal Terms(IArchiveDatabase database, TermCalendar calendar)
    {
        _database = database;
        _calendar = calendar;
    }

    /// <summary>All terms, the latest first; the one of <paramref name="now"/> is made if need be.</summary>
    public async Task<IReadOnlyList<Term>> ListAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await FindOrMakeAsync(now, cancellationToken);
        return await _database.ReadAsync<IReadOnlyList<Term>>(
            async (context, token) => await context.Terms.OrderByDescending(term => term.FirstDay).ToListAsync(token),
            cancellationToken
        );
    }

    public Task<Term?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            (context, token) => context.Terms.SingleOrDefaultAsync(term => term.Id == id, token),
            cancellationToken
        );

    /// <summary>The term of a day, if anybody has needed one yet.</summary>
    public Task<Term?> FindOfDayAsync(DateOnly day, CancellationToken cancellationToken) =>
        _database.ReadAsync((context, token) => OfDayAsync(context, day, token), cancellationToken);

    /// <summary>The term of a moment.</summary>
    public async Task<Term> FindOrMakeAsync(DateTimeOffset instant, CancellationToken cancellationToken)
    {
        var day = _calendar.DayOf(instant);
        return await _database.ReadAsync((context, token) => OfDayAsync(context, day, token), cancellationToken)
            ?? await _database.WriteAsync(
                (transaction, token) => EnsureAsync(transaction, _calendar, day, token),
                cancellationToken
            );
    }

    /// <summary>
    /// Enters a term, or moves the one of this name. It takes over the made term of which it has most days, with
    /// its courses; other made terms keep what it leaves of them.
    /// </summary>
    public Task<Outcome<Term, TermRefusal>> EnterAsync(
        string name,
        DateOnly firstDay,
        DateOnly lastDay,
        CancellationToken cancellationToken
    )
    {
        var entered = new Term(Guid.CreateVersion7(), name, firstDay, lastDay) { IsEntered = true };
        if (TermRules.FindProblem(entered) is { } problem)
            return Task.FromResult<Outcome<Term, TermRefusal>>(problem);
        return _database.WriteAsync<Outcome<Term, TermRefusal>>(
            async (transaction, token) =>
            {
                await transaction.LockTermsAsync(token);
                var context = transaction.Context;
                var known = await context.Terms.AsNoTracking().ToListAsync(token);
                var used = await context.Courses.Select(course => course.TermId).Distinct().ToListAsync(token);
                var plan = TermRules.Enter(entered, known, used.ToHashSet());
                if (plan.IsRefused)
                    return plan.Refusal.Value;
                await WriteAsync(transaction, plan.Value, token);
                return plan.Value.Entered;
            },
            cancellationToken
        );
    }

    /// <summary>The term of a day, within the caller's transaction.</summary>
    internal static async Task<Term> EnsureAsync(
        ArchiveTransaction transaction,
        TermCalendar calendar,
        DateOnly day,
        CancellationToken cancellationToken
    )
    {
        var context = transaction.Context;
        if (await OfDayAsync(context, day, cancellationToken) is { } found)
            return found;
        await transaction.LockTermsAsync(cancellationToken);
        var known = await context.Terms.AsNoTracking().ToListAsync(cancellationToken);
        var term = calendar.TermOf(day, known);
        await transaction.UpsertAsync(term, Replacing.Nothing, cancellationToken);
        return term;
    }

    /// <summary>Terms that shrink come first, so that no two overlap at any moment.</summary>
    private static async Task WriteAsync(
        ArchiveTransaction transaction,
        TermPlan plan,
        CancellationToken cancellationToken
    )
    {
        await transaction
            .Context.Terms.Where(term => plan.Removed.Contains(term.Id))
            .ExecuteDeleteAsync(cancellationToken);
        foreach (var term in plan.Cut)
            await transaction.UpsertAsync(term, Replacing.Always, cancellationToken);
        await transaction.UpsertAsync(plan.Entered, Replacing.Always, cancellationToken);
    }

    private static Task<Term?> OfDayAsync(AttnDbContext context, DateOnly day, CancellationToken cancellationToken) =>
        context
            .Terms.AsNoTracking()
            .SingleOrDefaultAsync(term => term.FirstDay <= day && term.LastDay >= day, cancellationToken);
}
