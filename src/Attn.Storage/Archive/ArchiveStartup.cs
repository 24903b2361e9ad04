using Attn.Storage.Catalogue;
using Microsoft.Extensions.Logging;

namespace Attn.Storage.Archive;

/// <summary>
/// Waits for the archive's database, then brings its tables up to date. Runs before the first request is served.
/// </summary>
public sealed partial class ArchiveStartup : IStoreStart
{
    /// <summary>How long a server may take to come up beside this program.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);
    private readonly IArchiveDatabase _database;
    private readonly LessonAdoption _adoption;
    private readonly TimeProvider _clock;
    private readonly ILogger<ArchiveStartup> _logger;

    internal ArchiveStartup(
        IArchiveDatabase database,
        LessonAdoption adoption,
        TimeProvider clock,
        ILogger<ArchiveStartup> logger
    )
    {
        _database = database;
        _adoption = adoption;
        _clock = clock;
        _logger = logger;
    }

    /// <exception cref="StoreUnavailableException">The server was unavailable for <see cref="MaxWait"/>.</exception>
    /// <exception cref="StartRefusedException">
    /// The server refuses this user, password or database, or a newer version of the program made its tables.
    /// </exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var startedAt = _clock.GetTimestamp();
        while (true)
        {
            try
            {
                await _database.ApplySchemaAsync(cancellationToken);
                await _adoption.RunAsync(cancellationToken);
                LogReady(_database.Name);
                return;
            }
            catch (StoreUnavailableException e) when (_clock.GetElapsedTime(startedAt) < MaxWait)
            {
                LogWaiting(_database.Name, MaxWait.TotalSeconds, e.InnerException?.Message);
            }

            await Task.Delay(RetryDelay, _clock, cancellationToken);
        }
    }

    Task IStoreStart.StartAsync(CancellationToken cancellationToken) => RunAsync(cancellationToken);

    [LoggerMessage(
        EventId = EventIds.ArchiveReady,
        Level = LogLevel.Information,
        Message = "{Database}: the archive's tables are up to date."
    )]
    private partial void LogReady(string database);

    [LoggerMessage(
        EventId = EventIds.ArchiveAwaited,
        Level = LogLevel.Warning,
        Message = "{Database} does not answer yet; waiting for it, {Seconds} s at most: {Problem}"
    )]
    private partial void LogWaiting(string database, double seconds, string? problem);
}
