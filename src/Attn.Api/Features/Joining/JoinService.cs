using Attn.Domain;
using Attn.Storage.Live;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.Joining;

/// <summary>Changes a code for a ticket, and makes a student the owner of a ticket.</summary>
internal sealed class JoinService(
    ILiveStore live,
    JoinCodes codes,
    JoinTickets tickets,
    JoinTicketService owners,
    TicketPlaces places,
    IOptions<JoinOptions> options,
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
            return await MatchAllAsync(sessions, code, caller, cancellationToken);
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
        var now = time.GetUtcNowMilliseconds();
        if (
            await live.FindSessionAsync(ticket.SessionId, cancellationToken) is not { } session
            || session.HasEnded(now)
        )
            return ClaimRefusal.SessionEnded;
        if (!session.HasStarted(now))
            return ClaimRefusal.NotStarted;
        return await owners.ClaimAsync(ticket, studentNumber, cancellationToken) is { } refusal
            ? Of(refusal)
            : new JoinMatch(session, text, session.EndTime);
    }

    private async Task<JoinResult> MatchAllAsync(
        IReadOnlyList<ClassSession> sessions,
        JoinCode code,
        JoinCaller caller,
        CancellationToken cancellationToken
    )
    {
        var matches = await Task.WhenAll(
            sessions.Select(session => MatchAsync(session, code, caller, cancellationToken))
        );
        var now = time.GetUtcNowMilliseconds();
        return matches.All(match => match is not null)
            ? JoinResult.Of([.. matches.OfType<JoinMatch>()])
            // The next code gives tickets again.
            : JoinResult.TooManyTickets(TimeSpan.FromSeconds(JoinStep.At(now).SecondsLeft(now)));
    }

    /// <returns><c>null</c>: no more tickets of this code for this place.</returns>
    private async Task<JoinMatch?> MatchAsync(
        ClassSession session,
        JoinCode code,
        JoinCaller caller,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNowMilliseconds();
        var lifetime = options.Value.TicketLifetime;
        if (caller.IsStudent && session.HasStarted(now))
        {
            var owned = JoinTicket.For(session.Id, caller.UserNumber!, now, lifetime);
            await owners.ClaimAsync(owned, caller.UserNumber!, cancellationToken);
            return new(session, tickets.Write(owned), session.EndTime);
        }

        var place = places.PlaceOf(session.Id, code, caller);
        if (!await places.TryTakeAsync(place, cancellationToken))
            return null;
        var ticket = JoinTicket.For(session.Id, place, now, lifetime);
        return new(session, tickets.Write(ticket), ticket.ExpiresAt);
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
            {
                // Every class session that runs ends by then; of the planned ones, few do.
                var running = await live.ListUnendedAsync(now, now + ClassSessionRules.MaxWindow, cancellationToken);
                return [.. running.Where(id => codes.Fits(typed, id, now))];
            },
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
