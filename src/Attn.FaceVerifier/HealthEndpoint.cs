using Attn.Faces.Queue;
using Attn.FaceVerifier.Verification;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Attn.FaceVerifier;

internal static class HealthEndpoint
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    public static void MapHealth(this WebApplication app) =>
        app.MapGet("/health", Get)
            .WithName("Health")
            .WithSummary("Healthy once the networks have run.")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static Results<Ok<Health>, ProblemHttpResult> Get(
        HttpContext context,
        EngineWarmUp warmUp,
        FaceQueue queue
    ) =>
        warmUp.IsComplete
            ? TypedResults.Ok(new Health("healthy", queue.WaitingCount))
            : Problems.RetryLater(context, "The face networks have not run yet.", RetryAfter);

    /// <param name="Status">Always "healthy"; otherwise the answer is an error.</param>
    /// <param name="Waiting">Checks that no worker has started.</param>
    internal sealed record Health(string Status, int Waiting);
}
