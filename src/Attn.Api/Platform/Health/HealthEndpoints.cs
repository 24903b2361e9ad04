using System.ComponentModel;
using Attn.Api.Features.Archiving;
using Attn.Api.Features.FaceChecks;
using Attn.Api.Features.Retention;

namespace Attn.Api.Platform.Health;

internal static class HealthEndpoints
{
    private const string NotReady = "not_ready";

    /// <summary>The first answers while the process lives, and looks nothing up; the second asks the stores.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/health", Answer)
            .WithTags("System")
            .AllowAnonymous()
            .WithName("health")
            .WithSummary("Whether the program runs, and when its workers last got through.");
        routes
            .MapGet("/health/ready", AnswerReadyAsync)
            .WithTags("System")
            .AllowAnonymous()
            .WithName("ready")
            .WithSummary("Whether what the program leans on answers; 503 if something that it needs does not.")
            .Produces<ReadyResponse>()
            .Produces<ReadyResponse>(StatusCodes.Status503ServiceUnavailable);
    }

    private static HealthResponse Answer(
        ArchiveWorker archive,
        FaceCheckSender faceChecks,
        RetentionWorker retention
    ) => new("ok", archive.LastSuccess, faceChecks.LastSuccess, retention.LastSuccess);

    private static async Task<IResult> AnswerReadyAsync(Readiness readiness, HttpContext context)
    {
        var states = await readiness.AskAsync();
        var isReady = states.All(state => state.IsUp || !state.Probe.IsRequired);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(
            new ReadyResponse(isReady ? "ready" : NotReady, [.. states.Select(DependencyResponse.Of)]),
            statusCode: isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
        );
    }
}

/// <param name="ArchivedAt">When the last round of archiving ended well; <c>null</c>: none yet.</param>
/// <param name="FaceChecksSentAt">When the last round of sending face checks ended well.</param>
/// <param name="OldDeletedAt">When the last round that deletes what is older than RETENTION_DAYS ended well;
/// <c>null</c>: none yet, or all is kept.</param>
internal sealed record HealthResponse(
    string Status,
    DateTimeOffset? ArchivedAt,
    DateTimeOffset? FaceChecksSentAt,
    DateTimeOffset? OldDeletedAt
);

internal sealed record ReadyResponse(
    [property: Description("`ready`, or `not_ready`: a dependency that is needed is down.")] string Status,
    IReadOnlyList<DependencyResponse> Dependencies
);

internal sealed record DependencyResponse(
    [property: Description(
        "`archive` and `live_store` are needed; the program does without `rate_limiter` and `face_verifier` for a while."
    )]
        string Name,
    [property: Description("`up` or `down`.")] string Status,
    double LatencyMs,
    [property: Description("How far its clock is ahead of the program's; null where there is none to compare.")]
        double? ClockDifferenceMs,
    string? Detail
)
{
    public static DependencyResponse Of(DependencyState state) =>
        new(
            state.Probe.Name,
            state.IsUp ? "up" : "down",
            Math.Round(state.Latency.TotalMilliseconds, 1),
            state.ClockLead is { } lead ? Math.Round(lead.TotalMilliseconds, 1) : null,
            DetailOf(state)
        );

    /// <summary>For anybody who asks: no host names, no words of a server. Those are in the log.</summary>
    private static string? DetailOf(DependencyState state) =>
        state switch
        {
            { IsUp: false, Probe.IsRequired: false } => "It does not answer. The program goes on without it.",
            { IsUp: false } => "It does not answer.",
            { ClockIsOff: true } =>
                $"Its clock differs by more than {Readiness.LargestClockDifference.TotalMilliseconds} ms.",
            _ => null,
        };
}
