using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.Security;
using Attn.Domain;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.Joining;

/// <summary>What a teacher shows to the room: the code of the moment, as a picture or as data.</summary>
internal static class JoinCodeEndpoints
{
    public static void MapJoinCode(this IEndpointRouteBuilder teacher) =>
        teacher
            .MapGet("/attendances/{id}/qr", Show)
            .RequireRateLimiting(RateLimits.TeacherLookup)
            .WithTags("Joining")
            .WithName("joinCode")
            .WithSummary("The code of the moment as a picture (svg, png) or as data (json). It changes every 15 s.")
            .Produces(200, contentType: QrPicture.Svg, additionalContentTypes: QrPicture.Png)
            .ProducesProblem(400)
            .ProducesProblem(404)
            .ProducesProblem(422);

    private static async Task<Results<Ok<JoinCodeResponse>, FileContentHttpResult, ProblemHttpResult>> Show(
        Guid id,
        [FromQuery] string? format,
        CurrentUser user,
        HttpContext context,
        JoinService service,
        JoinCodes codes,
        IOptions<JoinOptions> options,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (await service.FindOwnAsync(id, user.Number, cancellationToken) is not { } session)
            return Problems.Of(ProblemKinds.SessionNotFound);
        var now = time.GetUtcNowMilliseconds();
        if (session.HasEnded(now))
            return Problems.Of(ProblemKinds.SessionEnded);

        var step = JoinStep.At(now);
        var code = codes.Scanned(id, step);
        var link = options.Value.LinkTo(code, context.Request);
        if (link.Length > QrPicture.MaxCharacters)
            return Problems.Of(ProblemKinds.CodeAddressTooLong);
        context.Response.Headers.CacheControl = "no-store";
        return format switch
        {
            null or "svg" => TypedResults.Bytes(QrPicture.ToSvg(link), QrPicture.Svg),
            "png" => TypedResults.Bytes(QrPicture.ToPng(link), QrPicture.Png),
            "json" => TypedResults.Ok(
                new JoinCodeResponse(link, code, codes.Typed(id, step), step.ValidUntil, step.SecondsLeft(now))
            ),
            _ => Problems.Invalid("format", "Use svg, png or json."),
        };
    }
}

/// <param name="Url">What the picture holds.</param>
/// <param name="TypedCode">For those who cannot scan.</param>
/// <param name="ValidUntil">From then on this code is refused; it is shown until <paramref name="RefreshSeconds"/> from now.</param>
/// <param name="RefreshSeconds">The next code is there after so many seconds.</param>
internal sealed record JoinCodeResponse(
    string Url,
    string Code,
    string TypedCode,
    DateTimeOffset ValidUntil,
    int RefreshSeconds
);
