using Attn.Domain;
using Attn.Storage;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.Joining;

/// <summary>Makes the code that a teacher shows to the room at this moment.</summary>
internal sealed class JoinCodeService(
    ClassSessionStore sessions,
    JoinCodes codes,
    IOptions<JoinOptions> options,
    TimeProvider time
)
{
    /// <param name="request">The teacher's; its address is in the link unless PUBLIC_BASE_URL is set.</param>
    public async Task<Outcome<JoinCodeResponse, JoinCodeRefusal>> FindAsync(
        Guid id,
        string teacherNumber,
        HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        if (await sessions.FindOwnAsync(id, teacherNumber, cancellationToken) is not { } session)
            return JoinCodeRefusal.SessionNotFound;
        var now = time.GetUtcNowMilliseconds();
        if (session.HasEnded(now))
            return JoinCodeRefusal.SessionEnded;

        var step = JoinStep.At(now);
        var code = codes.Scanned(id, step);
        var link = options.Value.LinkTo(code, request);
        return link.Length > QrPicture.MaxCharacters
            ? JoinCodeRefusal.AddressTooLong
            : new JoinCodeResponse(link, code, codes.Typed(id, step), step.ValidUntil, step.SecondsLeft(now));
    }
}
