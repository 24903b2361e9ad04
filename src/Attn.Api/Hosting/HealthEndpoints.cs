namespace Attn.Api.Hosting;

internal static class HealthEndpoints
{
    /// <summary>Answers while the process lives; nothing is looked up.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/health", static () => TypedResults.Ok(new HealthResponse("ok")))
            .WithTags("System").AllowAnonymous().WithName("health").WithSummary("Whether the program runs.");
}

internal sealed record HealthResponse(string Status);
