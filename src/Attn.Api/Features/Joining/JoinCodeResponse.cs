namespace Attn.Api.Features.Joining;

/// <summary>What a teacher's screen shows.</summary>
/// <param name="Url">The link that the picture holds.</param>
/// <param name="TypedCode">The code for those who cannot scan.</param>
/// <param name="ValidUntil">The code is refused from this moment on. Show the next one earlier, after
/// <paramref name="RefreshSeconds"/>.</param>
/// <param name="RefreshSeconds">Seconds until the next code.</param>
internal sealed record JoinCodeResponse(
    string Url,
    string Code,
    string TypedCode,
    DateTimeOffset ValidUntil,
    int RefreshSeconds
);
