using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Attn.Api.Features.ClassSessions;
using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Attn.Domain;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Attn.Api.Features.Joining;

/// <summary>The code that a teacher shows to the room, as a picture or as data.</summary>
internal static class JoinCodeEndpoints
{
    private const string Png = "png";
    private const string Svg = "svg";
    private const string Json = "json";

    public static void Map(IEndpointRouteBuilder teacher) =>
        teacher
            .MapGet("/attendances/{id}/qr", Show)
            .RequireRateLimiting(RateLimits.TeacherLookup)
            .Produces<JoinCodeResponse>(200, "application/json", QrPicture.Svg, QrPicture.Png)
            .WithTags("Joining")
            .WithName("joinCode")
            .WithSummary("Get the current join code as a QR code or as data.")
            .WithDescription($"The code changes every {JoinStep.Length.TotalSeconds} s.")
            .WithProblems(
                ProblemKinds.NotValid,
                ProblemKinds.SessionNotFound,
                ProblemKinds.SessionEnded,
                ProblemKinds.CodeAddressTooLong
            );

    private static async Task<Results<Ok<JoinCodeResponse>, FileContentHttpResult, ProblemHttpResult>> Show(
        Guid id,
        [
            FromQuery,
            AllowedValues(null, Svg, Png, Json, ErrorMessage = "Use svg, png or json."),
            Description("`svg` (default) and `png` are a QR code, `json` is the data in it.")
        ]
            string? format,
        SessionTeacher teacher,
        HttpContext context,
        JoinCodeService service,
        CancellationToken cancellationToken
    )
    {
        var outcome = await service.FindAsync(id, teacher.Number, context.Request, cancellationToken);
        if (outcome.IsRefused)
            return ProblemOf(outcome.Refusal.Value);
        context.Response.Headers.CacheControl = "no-store";
        return format switch
        {
            Json => TypedResults.Ok(outcome.Value),
            Png => TypedResults.Bytes(QrPicture.ToPng(outcome.Value.Url), QrPicture.Png),
            _ => TypedResults.Bytes(QrPicture.ToSvg(outcome.Value.Url), QrPicture.Svg),
        };
    }

    private static ProblemHttpResult ProblemOf(JoinCodeRefusal refusal) =>
        refusal switch
        {
            JoinCodeRefusal.SessionNotFound => Problems.Of(ProblemKinds.SessionNotFound),
            JoinCodeRefusal.SessionEnded => Problems.Of(ProblemKinds.SessionEnded),
            JoinCodeRefusal.AddressTooLong => Problems.Of(ProblemKinds.CodeAddressTooLong),
        };
}
