using Attn.Api.Platform.Observability;
using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Workers;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.Retention;

/// <summary>
/// Deletes what is older than RETENTION_DAYS, at the start and every hour. Several replicas may run it at once.
/// </summary>
internal sealed partial class RetentionWorker(
    ArchiveRetention retention,
    IOptions<RetentionOptions> options,
    AttnMetrics metrics,
    TimeProvider time,
    ILogger<RetentionWorker> logger
) : PeriodicWorker("retention", TimeSpan.FromHours(1), time, logger)
{
    private readonly TimeProvider _time = time;

    public override async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        var deleted = await retention.DeleteOlderAsync(
            _time.GetUtcNowMilliseconds().AddDays(-options.Value.Days),
            cancellationToken
        );
        if (deleted == new RetentionCounts())
            return;
        metrics.Deleted(deleted);
        Deleted(
            logger,
            deleted.Sessions,
            deleted.Records,
            deleted.Decisions,
            deleted.Courses,
            deleted.ListedStudents,
            deleted.Users,
            deleted.Consents
        );
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.Value.KeepsForever ? Task.CompletedTask : base.ExecuteAsync(stoppingToken);

    [LoggerMessage(
        EventIds.OldDataDeleted,
        LogLevel.Information,
        "Deleted what is older than RETENTION_DAYS: {Sessions} class sessions with {Records} records and {Decisions} "
            + "decisions, {Courses} courses with {ListedStudents} rows of class lists, {Users} people, "
            + "{Consents} consents."
    )]
    private static partial void Deleted(
        ILogger logger,
        int sessions,
        int records,
        int decisions,
        int courses,
        int listedStudents,
        int users,
        int consents
    );
}
