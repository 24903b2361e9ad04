using Attn.Api.FaceChecks;
using Attn.Api.Records;

namespace Attn.Api.Hosting;

internal static class HealthEndpoints
{
    /// <summary>Answers while the process lives; nothing is looked up.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/health", Answer)
            .WithTags("System").AllowAnonymous().WithName("health").WithSummary("Whether the program runs, and when its workers last got through.");

    private static HealthResponse Answer(ArchiveWorker archive, FaceCheckSender faceChecks) =>
        new("ok", archive.LastSuccess, faceChecks.LastSuccess);
}

/// <param name="ArchivedAt">When the last round of archiving ended well; <c>null</c>: none yet.</param>
/// <param name="FaceChecksSentAt">When the last round of sending face checks ended well.</param>
internal sealed record HealthResponse(string Status, DateTimeOffset? ArchivedAt, DateTimeOffset? FaceChecksSentAt);
