using Attn.Storage.Sqlite;
using Attn.Storage.Workers;
using Microsoft.Extensions.Logging;

namespace Attn.Storage.Live.Sqlite;

/// <summary>
/// Deletes expired rows: LoginSessions with their photos, pictures without a check, stopped checks, tickets, marks of selfies. Lookups
/// skip these rows anyway; this removes the data itself. The database zeroes the deleted bytes and truncates its log.
/// </summary>
internal sealed class SqliteSweepWorker(SqliteDatabase database, TimeProvider time, ILogger<SqliteSweepWorker> logger)
    : PeriodicWorker("live_store_sweep", TimeSpan.FromMinutes(1), time, logger)
{
    private readonly TimeProvider _time = time;

    public override Task RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = ("$now", (object?)_time.GetUtcNow().UtcTicks);
        return database.WriteAsync(
            (connection, _) =>
            {
                connection.Execute("DELETE FROM live_logins WHERE expires_at <= $now", now);
                connection.Execute("DELETE FROM live_pictures WHERE expires_at <= $now", now);
                connection.Execute("DELETE FROM live_checks WHERE expires_at <= $now", now);
                connection.Execute("DELETE FROM live_tickets WHERE expires_at <= $now", now);
                connection.Execute("DELETE FROM live_selfies WHERE expires_at <= $now", now);
                return true;
            },
            cancellationToken
        );
    }
}
