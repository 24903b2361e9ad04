using Attn.Api.Platform.Limits;
using Attn.Domain;
using Attn.Storage.Catalogue;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Attn.Api.Features.Courses;

/// <summary>The terms, for teachers and students alike.</summary>
internal static class TermEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, string role) =>
        routes
            .MapGet("/terms", List)
            .WithTags("Courses")
            .RequireRateLimiting(role == "Teacher" ? RateLimits.TeacherLookup : RateLimits.StudentLookup)
            .WithName($"list{role}Terms")
            .WithSummary("The terms of the institution, the latest first.");

    private static async Task<Ok<List<TermResponse>>> List(
        Terms terms,
        TermCalendar calendar,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        var today = calendar.DayOf(now);
        var known = await terms.ListAsync(now, cancellationToken);
        return TypedResults.Ok(known.Select(term => TermResponse.Of(term, today)).ToList());
    }
}
