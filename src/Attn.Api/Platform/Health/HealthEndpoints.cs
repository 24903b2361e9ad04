using Attn.Storage.Workers;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Attn.Api.Platform.Health;

internal static class HealthEndpoints
{
    /// <summary>The first answers while the process lives, and asks no store; the second asks all of them.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("System").AllowAnonymous();

        group
            .MapGet("/health", FindHealth)
            .WithName("health")
            .WithSummary("Whether the program runs, and when its workers last succeeded.");
        group
            .MapGet("/health/ready", CheckReadinessAsync)
            .WithName("ready")
            .WithSummary("Whether the program can serve; 503 if something that it requires does not answer.")
            .Produces<ReadyResponse>()
            .Produces<ReadyResponse>(StatusCodes.Status503ServiceUnavailable);
    }

    private static HealthResponse FindHealth(IEnumerable<PeriodicWorker> workers) =>
        HealthResponse.Of(workers.ToDictionary(worker => worker.Name, worker => worker.LastSuccess));

    private static async Task<IResult> CheckReadinessAsync(Readiness readiness, HttpContext context)
    {
        var report = await readiness.CheckAsync();
        var isReady = report.Status != HealthStatus.Unhealthy;
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(
            ReadyResponse.Of(report),
            statusCode: isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
        );
    }
}
