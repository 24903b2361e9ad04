using System.ComponentModel;

namespace Attn.Api.Platform.Health;

internal sealed record HealthResponse(
    string Status,
    [property: Description("When class sessions were last archived; null: not yet.")] DateTimeOffset? ArchivedAt,
    [property: Description("When face checks were last sent; null: not yet.")] DateTimeOffset? FaceChecksSentAt,
    [property: Description("When data older than RETENTION_DAYS was last deleted; null: not yet, or all is kept.")]
        DateTimeOffset? OldDeletedAt,
    [property: Description("When each background worker last succeeded; null: not yet.")]
        IReadOnlyDictionary<string, DateTimeOffset?> Workers
)
{
    /// <param name="workers">The last success of each worker. Three have a member of their own, which came
    /// first.</param>
    public static HealthResponse Of(Dictionary<string, DateTimeOffset?> workers) =>
        new(
            "ok",
            workers.GetValueOrDefault("archiving"),
            workers.GetValueOrDefault("face_check_sender"),
            workers.GetValueOrDefault("retention"),
            workers
        );
}
