using Attn.Api.Features.ClassSessions;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Attn.Api.Features.Agenda;

/// <summary>What is planned in a student's courses.</summary>
internal static class PlannedEndpoints
{
    public static void Map(IEndpointRouteBuilder student) =>
        student
            .MapGet("/planned", List)
            .WithTags("Check-in")
            .RequireRateLimiting(RateLimits.StudentLookup)
            .WithName("listOwnPlanned")
            .WithSummary("Planned class sessions of your courses, and cancelled ones whose time has not passed.")
            .WithDescription(
                "Of courses in which you are enrolled on the session's day or, where a course has no class list, have "
                    + "been seen. Earliest first."
            );

    private static async Task<Ok<List<SessionResponse>>> List(
        CurrentUser user,
        PlannedReader planned,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await planned.ListAsync(user.Number, cancellationToken));
}
