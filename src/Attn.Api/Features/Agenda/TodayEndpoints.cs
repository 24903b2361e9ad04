using Attn.Api.Platform.Limits;
using Attn.Api.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Attn.Api.Features.Agenda;

/// <summary>A teacher's day.</summary>
internal static class TodayEndpoints
{
    public static void Map(IEndpointRouteBuilder teacher) =>
        teacher
            .MapGet("/today", Read)
            .WithTags("Courses")
            .RequireRateLimiting(RateLimits.TeacherLookup)
            .WithName("readToday")
            .WithSummary("Your courses' slots and class sessions of today, by time; colleagues' sessions included.")
            .WithDescription(
                "Each slot of the timetable with the class session that belongs to it, and each session outside the "
                    + "timetable. `open` is the body that POST /teacher/attendances takes to open one now. Empty on a "
                    + "day without slots and sessions."
            );

    private static async Task<Ok<List<TodayEntryResponse>>> Read(
        CurrentUser user,
        TodayReader today,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await today.ReadAsync(user.Number, cancellationToken));
}
