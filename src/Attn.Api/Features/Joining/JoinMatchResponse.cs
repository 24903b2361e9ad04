using Attn.Api.Features.ClassSessions;

namespace Attn.Api.Features.Joining;

/// <summary>A class session, and the ticket to attend it.</summary>
/// <param name="ExpiresAt">The ticket can be used until then: for three minutes by default, or until the session's end
/// once a student owns it.</param>
internal sealed record JoinMatchResponse(SessionResponse Session, string Ticket, DateTimeOffset ExpiresAt)
{
    public static JoinMatchResponse Of(JoinMatch match, DateTimeOffset now) =>
        new(SessionResponse.ForStudent(match.Session, now), match.Ticket, match.ExpiresAt);
}
