using Attn.Storage.Sqlite;

namespace Attn.Storage.Live.Sqlite;

/// <summary>
/// Deletes what has expired: logins with their photos, pictures that nobody needs, stopped checks, tickets. Lookups pass over these rows anyway; this is
/// about not keeping them. The database zeroes the deleted bytes and cuts its log off by itself.
/// </summary>
internal sealed class SqliteSweeper(SqliteDatabase database, TimeProvider clock)
{
    /// <summary>How often a worker should call <see cref="RunOnceAsync"/>.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <returns>The number of rows deleted.</returns>
    public Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcTicks;
        return database.WriteAsync(
            (connection, _) =>
                connection.Execute("DELETE FROM live_logins WHERE expires_at <= $now", ("$now", now))
                + connection.Execute("DELETE FROM live_pictures WHERE expires_at <= $now", ("$now", now))
                + connection.Execute("DELETE FROM live_checks WHERE expires_at <= $now", ("$now", now))
                + connection.Execute("DELETE FROM live_tickets WHERE expires_at <= $now", ("$now", now)),
            cancellationToken
        );
    }
}
