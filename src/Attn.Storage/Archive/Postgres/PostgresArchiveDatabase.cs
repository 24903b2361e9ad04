using Attn.Storage.Archive.Copying;
using Attn.Storage.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Attn.Storage.Archive.Postgres;

/// <summary>
/// The archive in PostgreSQL. Conflicts and lost connections are retried a few times, except a commit whose answer was
/// lost: whether that change was made is not known, so the caller is told (it was made whole or not at all). Copies are
/// retried even then: they may come twice.
/// </summary>
internal sealed class PostgresArchiveDatabase : IArchiveDatabase, IAsyncDisposable
{
    private readonly PostgresConnections _connections;
    private readonly DbContextOptions<PostgresArchiveContext> _options;
    private readonly Lazy<CopyPlan> _copyPlan;

    /// <param name="settings">See <see cref="DatabaseUrl.Parse"/>.</param>
    public PostgresArchiveDatabase(NpgsqlConnectionStringBuilder settings)
    {
        _connections = new(settings);
        _options = new DbContextOptionsBuilder<PostgresArchiveContext>().UseNpgsql(_connections.Source).Options;
        _copyPlan = new(() =>
        {
            using var context = new PostgresArchiveContext(_options);
            return new CopyPlan(context.Model);
        });
    }

    public string Name => PostgresConnections.Name;

    public Task ApplySchemaAsync(CancellationToken cancellationToken) =>
        _connections.RetryAsync(
            async () =>
            {
                try
                {
                    await using var connection = await _connections.Source.OpenConnectionAsync(cancellationToken);
                    await PostgresSchema.ApplyAsync(connection, cancellationToken);
                    return true;
                }
                catch (PostgresException e) when (PostgresFaults.DescribeRefusal(e) is { } refused)
                {
                    throw new StartRefusedException(
                        $"The server that DATABASE_URL names refuses {refused}. "
                            + "Correct DATABASE_URL, or create what it names.",
                        e
                    );
                }
            },
            cancellationToken
        );

    public Task<DateTimeOffset> ReadClockAsync(CancellationToken cancellationToken) =>
        _connections.RetryAsync(
            async () =>
            {
                await using var command = _connections.Source.CreateCommand("SELECT clock_timestamp()");
                var clock = (DateTime)(await command.ExecuteScalarAsync(cancellationToken))!;
                return new DateTimeOffset(clock, TimeSpan.Zero);
            },
            cancellationToken
        );

    public Task<T> ReadAsync<T>(
        Func<AttnDbContext, CancellationToken, Task<T>> query,
        CancellationToken cancellationToken
    ) =>
        _connections.RetryAsync(
            async () =>
            {
                await using var context = new PostgresArchiveContext(_options);
                context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
                return await query(context, cancellationToken);
            },
            cancellationToken
        );

    public Task<T> WriteAsync<T>(
        Func<ArchiveTransaction, CancellationToken, Task<T>> change,
        CancellationToken cancellationToken
    ) =>
        _connections.RetryAsync(
            async () =>
            {
                await using var context = new PostgresArchiveContext(_options);
                await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
                await context.Database.ExecuteSqlRawAsync(
                    PostgresConnections.IdleTransactionTimeout,
                    cancellationToken
                );
                var result = await change(new PostgresArchiveTransaction(context), cancellationToken);
                await CommitAsync(transaction);
                return result;
            },
            cancellationToken
        );

    public Task SaveAsync(CopyRows copy, CancellationToken cancellationToken) =>
        _connections.RetryAsync(
            async () =>
            {
                await using var connection = await _connections.Source.OpenConnectionAsync(cancellationToken);
                await new PostgresArchiveWriter(connection, _copyPlan.Value).WriteAsync(copy, cancellationToken);
                return true;
            },
            cancellationToken
        );

    public ValueTask DisposeAsync() => _connections.DisposeAsync();

    /// <summary>A commit is neither canceled nor retried: its outcome would not be known.</summary>
    private static async Task CommitAsync(IDbContextTransaction transaction)
    {
        try
        {
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (Exception e) when (PostgresFaults.Of(e) is PostgresFault.Connection or PostgresFault.Timeout)
        {
            throw new StoreUnavailableException(PostgresConnections.Name, e);
        }
    }
}
