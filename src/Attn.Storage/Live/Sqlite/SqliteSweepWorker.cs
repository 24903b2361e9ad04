using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Attn.Storage.Live.Sqlite;

/// <summary>Sweeps now and then for as long as the program runs.</summary>
internal sealed partial class SqliteSweepWorker(
    SqliteSweeper sweeper,
    TimeProvider time,
    ILogger<SqliteSweepWorker> logger
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(SqliteSweeper.Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await sweeper.RunOnceAsync(stoppingToken);
            }
            catch (StoreUnavailableException failure)
            {
                NotSwept(logger, failure);
            }
        }
    }

    [LoggerMessage(
        EventId = 2101,
        Level = LogLevel.Warning,
        Message = "Expired logins and pictures could not be removed; the next sweep tries again."
    )]
    private static partial void NotSwept(ILogger logger, Exception failure);
}
