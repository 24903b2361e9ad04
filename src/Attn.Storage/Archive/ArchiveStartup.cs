using Microsoft.Extensions.Logging;

namespace Attn.Storage.Archive;

/// <summary>Waits for the archive's database, then brings its tables up to date. To be run before the first request is served.</summary>
public sealed partial class ArchiveStartup : IStoreStart
{
    /// <summary>How long a server may take to come up beside this program.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly IArchiveDatabase _database;
    private readonly TimeProvider _clock;
    private readonly ILogger<ArchiveStartup> _logger;

    internal ArchiveStartup(IArchiveDatabase database, TimeProvider clock, ILogger<ArchiveStartup> logger)
    {
        _database = database;
        _clock = clock;
        _logger = logger;
    }

    /// <exception cref="StoreUnavailableException">The server was away for <see cref="LongestWait"/>.</exception>
    /// <exception cref="StartRefusedException">The server refuses this user, password or database, or its tables are of a newer version.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var began = _clock.GetTimestamp();
        while (true)
        {
            try
            {
                await _database.ApplySchemaAsync(cancellationToken);
                LogReady(_database.Name);
                return;
            }
            catch (StoreUnavailableException e) when (_clock.GetElapsedTime(began) < LongestWait)
            {
                LogWaiting(_database.Name, LongestWait.TotalSeconds, e.InnerException?.Message);
            }

            await Task.Delay(Pause, _clock, cancellationToken);
        }
    }

    Task IStoreStart.StartAsync(CancellationToken cancellationToken) => RunAsync(cancellationToken);

    [LoggerMessage(
        EventId = 3001,
        Level = LogLevel.Information,
        Message = "{Database}: the archive's tables are up to date."
    )]
    private partial void LogReady(string database);

    [LoggerMessage(
        EventId = 3002,
        Level = LogLevel.Warning,
        Message = "{Database} does not answer yet; waiting for it, {Seconds} s at most: {Problem}"
    )]
    private partial void LogWaiting(string database, double seconds, string? problem);
}
