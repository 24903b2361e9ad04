using Attn.Faces.Queue;
using Attn.FaceVerifier.Verification;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Attn.FaceVerifier.Hosting;

internal static class HealthEndpoint
{
    private static readonly TimeSpan StartTakes = TimeSpan.FromSeconds(2);

    public static void MapHealth(this WebApplication app) =>
        app.MapGet("/health", Get)
            .WithName("Health")
            .WithSummary("Healthy once the networks have run.")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static Results<Ok<Health>, ProblemHttpResult> Get(
        HttpContext context,
        EngineWarmUp engine,
        FaceQueue queue
    ) =>
        engine.HasRun
            ? TypedResults.Ok(new Health("healthy", queue.WaitingCount))
            : Problems.RetryLater(context, "The face networks have not run yet.", StartTakes);

    /// <param name="Status">Always "healthy": anything else is an error answer.</param>
    /// <param name="Waiting">Checks that no worker has begun.</param>
    internal sealed record Health(string Status, int Waiting);
}
