using System.Security.Claims;
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
    public static JoinCaller Of(ClaimsPrincipal user, HttpContext context) =>
        user.Identity is { IsAuthenticated: true }
            ? new(user.Number(), user.IsInRole(nameof(UserRole.Student)), context.Address())
            : new(null, IsStudent: false, context.Address());
}

/// <summary>A class session that a code fits, and the ticket for it.</summary>
/// <param name="ExpiresAt">Of the ticket: soon while it is nobody's, the session's end once it is somebody's.</param>
internal sealed record Joined(ClassSession Session, JoinTicket Ticket, DateTimeOffset ExpiresAt);

/// <summary>How a try to join ended. Closed.</summary>
internal abstract record JoinOutcome
{
    private JoinOutcome() { }

    /// <summary>One for a scanned code; as many as it fits, but at least one, for a typed code.</summary>
    public sealed record Found(IReadOnlyList<Joined> Matches) : JoinOutcome;

    public sealed record WrongCode : JoinOutcome;

    public sealed record TooManyWrongCodes(TimeSpan RetryAfter) : JoinOutcome;
}

/// <summary>How a request to own a ticket ended. Closed.</summary>
internal abstract record OwnOutcome
{
    private OwnOutcome() { }

    public sealed record Owned(Joined Joined) : OwnOutcome;

    public sealed record SessionEnded : OwnOutcome;

    public sealed record Refused(TicketOutcome Outcome) : OwnOutcome;
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
            return new JoinOutcome.TooManyWrongCodes(usedUp.RetryAfter);

        var sessions = await FindAsync(code, cancellationToken);
        if (sessions.Count > 0)
            return new JoinOutcome.Found(
                await Task.WhenAll(sessions.Select(session => JoinAsync(session, caller, cancellationToken)))
            );
        var counted = await wrongCodes.CountAsync(code, caller, cancellationToken);
        return counted.IsAllowed ? new JoinOutcome.WrongCode() : new JoinOutcome.TooManyWrongCodes(counted.RetryAfter);
    }

    public async Task<OwnOutcome> OwnAsync(string ticket, string studentNumber, CancellationToken cancellationToken)
    {
        if (tickets.Read(ticket) is not { } ours)
            return new OwnOutcome.Refused(new TicketOutcome.NotValid());
        if (
            await live.FindSessionAsync(ours.SessionId, cancellationToken) is not { } session
            || session.HasEnded(time.GetUtcNowMilliseconds())
        )
            return new OwnOutcome.SessionEnded();
        return await tickets.GiveAsync(ours, studentNumber, cancellationToken) is var outcome and not TicketOutcome.Good
            ? new OwnOutcome.Refused(outcome)
            : new OwnOutcome.Owned(new(session, ours, session.EndTime));
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
        await tickets.GiveAsync(ticket, caller.UserNumber!, cancellationToken);
        return new(session, ticket, session.EndTime);
    }

    private async Task<IReadOnlyList<ClassSession>> FindAsync(JoinCode code, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNowMilliseconds();
        Guid[] fitting = code switch
        {
            JoinCode.Scanned scanned => codes.Fits(scanned, now) ? [scanned.SessionId] : [],
            JoinCode.Typed typed =>
            [
                .. (await live.ListUnendedAsync(now, cancellationToken)).Where(id => codes.Fits(typed, id, now)),
            ],
            JoinCode.Unreadable => [],
            _ => throw new InvalidOperationException($"Unknown code {code.GetType().Name}."),
        };
        var found = await Task.WhenAll(fitting.Select(id => live.FindSessionAsync(id, cancellationToken)));
        return [.. found.OfType<ClassSession>().Where(session => !session.HasEnded(now))];
    }
}
