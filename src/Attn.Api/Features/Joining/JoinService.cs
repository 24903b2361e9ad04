using Attn.Domain;
using Attn.Storage.Live;

namespace Attn.Api.Features.Joining;

/// <summary>Changes a code for a ticket, and makes a student the owner of a ticket.</summary>
internal sealed class JoinService(
    ILiveStore live,
    JoinCodes codes,
    JoinTickets tickets,
    JoinTicketService owners,
    WrongCodes wrongCodes,
    TimeProvider time
)
{
    public async Task<JoinResult> JoinAsync(string text, JoinCaller caller, CancellationToken cancellationToken)
    {
        var code = JoinCode.Read(text);
        // A scanned code cannot be guessed (96 bits), so a right one works whatever others behind the same address
        // sent.
        if (
            code is JoinCode.Typed
            && await wrongCodes.PeekAsync(code, caller, cancellationToken) is { IsAllowed: false } usedUp
        )
            return JoinResult.TooManyWrongCodes(usedUp.RetryAfter);

        var sessions = await FindSessionsAsync(code, cancellationToken);
        if (sessions.Count > 0)
            return JoinResult.Of(
                await Task.WhenAll(sessions.Select(session => MatchAsync(session, caller, cancellationToken)))
            );
        var counted = await wrongCodes.CountAsync(code, caller, cancellationToken);
        return counted.IsAllowed ? JoinResult.WrongCode : JoinResult.TooManyWrongCodes(counted.RetryAfter);
    }

    public async Task<Outcome<JoinMatch, ClaimRefusal>> ClaimAsync(
        string text,
        string studentNumber,
        CancellationToken cancellationToken
    )
    {
        if (tickets.Read(text) is not { } ticket)
            return ClaimRefusal.NotValid;
        if (
            await live.FindSessionAsync(ticket.SessionId, cancellationToken) is not { } session
            || session.HasEnded(time.GetUtcNowMilliseconds())
        )
            return ClaimRefusal.SessionEnded;
        return await owners.ClaimAsync(ticket, studentNumber, cancellationToken) is { } refusal
            ? Of(refusal)
            : new JoinMatch(session, text, session.EndTime);
    }

    private async Task<JoinMatch> MatchAsync(
        ClassSession session,
        JoinCaller caller,
        CancellationToken cancellationToken
    )
    {
        var ticket = JoinTicket.For(session.Id, time.GetUtcNowMilliseconds());
        if (!caller.IsStudent)
            return new(session, tickets.Write(ticket), ticket.ExpiresAt);
        await owners.ClaimAsync(ticket, caller.UserNumber!, cancellationToken);
        return new(session, tickets.Write(ticket), session.EndTime);
    }

    private async Task<IReadOnlyList<ClassSession>> FindSessionsAsync(
        JoinCode code,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNowMilliseconds();
        var ids = await code.Match(
            scanned => Task.FromResult<Guid[]>(codes.Fits(scanned, now) ? [scanned.SessionId] : []),
            async typed =>
                [.. (await live.ListUnendedAsync(now, cancellationToken)).Where(id => codes.Fits(typed, id, now))],
            unreadable => Task.FromResult<Guid[]>([])
        );
        var sessions = await Task.WhenAll(ids.Select(id => live.FindSessionAsync(id, cancellationToken)));
        return [.. sessions.OfType<ClassSession>().Where(session => !session.HasEnded(now))];
    }

    private static ClaimRefusal Of(TicketRefusal refusal) =>
        refusal switch
        {
            TicketRefusal.SomebodyElses => ClaimRefusal.SomebodyElses,
            TicketRefusal.NotValid or TicketRefusal.Missing => ClaimRefusal.NotValid,
        };
}
