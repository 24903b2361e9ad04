using Attn.Api.Features.ClassSessions;

namespace Attn.Api.Features.Joining;

/// <summary>
/// The class sessions that the code fits. <c>session</c>, <c>ticket</c> and <c>expires_at</c> are those of the only
/// match, and null where a typed code fits several class sessions.
/// </summary>
internal sealed record JoinResponse(
    SessionResponse? Session,
    string? Ticket,
    DateTimeOffset? ExpiresAt,
    IReadOnlyList<JoinMatchResponse> Matches
)
{
    public static JoinResponse Of(IReadOnlyList<JoinMatch> matches, DateTimeOffset now)
    {
        JoinMatchResponse[] responses = [.. matches.Select(match => JoinMatchResponse.Of(match, now))];
        return responses is [var only]
            ? new(only.Session, only.Ticket, only.ExpiresAt, responses)
            : new(null, null, null, responses);
    }
}
