using Npgsql;

namespace Attn.Storage.Postgres;

/// <summary>
/// The pool of connections to one PostgreSQL database, and the retries after a fault. An outage is a
/// <see cref="StoreUnavailableException"/>.
/// </summary>
/// <param name="settings">See <see cref="DatabaseUrl.Parse"/>.</param>
internal sealed class PostgresConnections(NpgsqlConnectionStringBuilder settings) : IAsyncDisposable
{
    /// <summary>For messages.</summary>
    public const string Name = "PostgreSQL (DATABASE_URL)";

    /// <summary>
    /// Milliseconds; the first statement of every transaction that locks rows. A program that freezes in the middle of
    /// a transaction, or loses its network, then blocks the others for less than their commands' timeout, and not
    /// until the server notices that its connection is dead.
    /// </summary>
    public const string IdleTransactionTimeout = "SET LOCAL idle_in_transaction_session_timeout = 5000";

    private const int MaxTries = 4;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(50);

    public NpgsqlDataSource Source { get; } = NpgsqlDataSource.Create(settings);

    /// <summary>Runs work that may run several times: conflicts and lost connections are retried.</summary>
    public async Task<T> RetryAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        for (var delay = FirstDelay; ; delay *= 3)
        {
            try
            {
                return await work();
            }
            catch (Exception e) when (PostgresFaults.Of(e) is { } fault)
            {
                // One lost connection is seldom the only one.
                if (fault == PostgresFault.Connection)
                    Source.Clear();
                if (fault == PostgresFault.Timeout || delay > FirstDelay * Math.Pow(3, MaxTries - 2))
                    throw new StoreUnavailableException(Name, e);
            }

            // A random delay: transactions that conflicted must not meet again.
            await Task.Delay(delay * (0.5 + Random.Shared.NextDouble()), TimeProvider.System, cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
