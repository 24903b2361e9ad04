using Attn.Api.Platform.Security;
using Attn.Domain;
using Attn.Storage;
using Attn.Storage.Live;

namespace Attn.Api.Features.Joining;

/// <summary>Who sends a code.</summary>
/// <param name="UserNumber"><c>null</c>: nobody is signed in.</param>
/// <param name="IsStudent">Then tickets are the caller's at once.</param>
internal sealed record JoinCaller(string? UserNumber, bool IsStudent, string Address)
{
    public static JoinCaller Of(CurrentUser? user, HttpContext context) =>
        new(user?.Number, user?.Role == UserRole.Student, context.Address());
}

/// <summary>A class session that a code fits, and the ticket for it.</summary>
/// <param name="ExpiresAt">Of the ticket: soon while it is nobody's, the session's end once it is somebody's.</param>
internal sealed record Joined(ClassSession Session, JoinTicket Ticket, DateTimeOffset ExpiresAt);

/// <summary>How a try to join ended: one match for a scanned code, at least one for a typed one; or a refusal.</summary>
/// <param name="RetryAfter">Set when there were too many wrong codes.</param>
internal sealed record JoinOutcome(IReadOnlyList<Joined> Matches, TimeSpan? RetryAfter = null)
{
    public static JoinOutcome WrongCode { get; } = new([]);

    public static JoinOutcome TooManyWrongCodes(TimeSpan retryAfter) => new([], retryAfter);
}

/// <summary>Why a student did not become a ticket's owner.</summary>
internal enum OwnRefusal
{
    SessionEnded,
    NotValid,
    SomebodyElses,
}

/// <summary>Changes a code for a ticket, and a ticket for one that is somebody's own.</summary>
internal sealed class JoinService(
    ILiveStore live,
    ClassSessionStore book,
    JoinCodes codes,
    JoinTicketService tickets,
    WrongCodes wrongCodes,
    TimeProvider time
)
{
    public async Task<JoinOutcome> JoinAsync(string text, JoinCaller caller, CancellationToken cancellationToken)
    {
        var code = JoinCode.Read(text);
        // A scanned code cannot be guessed (96 bits): a right one is served whatever others behind the same address have sent.
        if (
            code is JoinCode.Typed
            && await wrongCodes.PeekAsync(code, caller, cancellationToken) is { IsAllowed: false } usedUp
        )
            return JoinOutcome.TooManyWrongCodes(usedUp.RetryAfter);

        var sessions = await FindAsync(code, cancellationToken);
        if (sessions.Count > 0)
            return new JoinOutcome(
                await Task.WhenAll(sessions.Select(session => JoinAsync(session, caller, cancellationToken)))
            );
        var counted = await wrongCodes.CountAsync(code, caller, cancellationToken);
        return counted.IsAllowed ? JoinOutcome.WrongCode : JoinOutcome.TooManyWrongCodes(counted.RetryAfter);
    }

    public async Task<Outcome<Joined, OwnRefusal>> OwnAsync(
        string ticket,
        string studentNumber,
        CancellationToken cancellationToken
    )
    {
        if (tickets.Read(ticket) is not { } ours)
            return OwnRefusal.NotValid;
        if (
            await live.FindSessionAsync(ours.SessionId, cancellationToken) is not { } session
            || session.HasEnded(time.GetUtcNowMilliseconds())
        )
            return OwnRefusal.SessionEnded;
        return await tickets.ClaimAsync(ours, studentNumber, cancellationToken) is { } refusal
            ? refusal == TicketRefusal.SomebodyElses
                ? OwnRefusal.SomebodyElses
                : OwnRefusal.NotValid
            : new Joined(session, ours, session.EndTime);
    }

    /// <summary>The teacher's own session, for its code; live or not, <c>null</c>: none of this teacher's.</summary>
    public async Task<ClassSession?> FindOwnAsync(Guid id, string teacherNumber, CancellationToken cancellationToken) =>
        await book.FindSessionAsync(id, cancellationToken) is { } session && session.TeacherNumber == teacherNumber
            ? session
            : null;

    private async Task<Joined> JoinAsync(ClassSession session, JoinCaller caller, CancellationToken cancellationToken)
    {
        var ticket = tickets.Issue(session.Id);
        if (!caller.IsStudent)
            return new(session, ticket, ticket.ExpiresAt);
        await tickets.ClaimAsync(ticket, caller.UserNumber!, cancellationToken);
        return new(session, ticket, session.EndTime);
    }

    private async Task<IReadOnlyList<ClassSession>> FindAsync(JoinCode code, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNowMilliseconds();
        var fitting = await code.Match(
            scanned => Task.FromResult<Guid[]>(codes.Fits(scanned, now) ? [scanned.SessionId] : []),
            async typed =>
                [.. (await live.ListUnendedAsync(now, cancellationToken)).Where(id => codes.Fits(typed, id, now))],
            unreadable => Task.FromResult<Guid[]>([])
        );
        var found = await Task.WhenAll(fitting.Select(id => live.FindSessionAsync(id, cancellationToken)));
        return [.. found.OfType<ClassSession>().Where(session => !session.HasEnded(now))];
    }
}
