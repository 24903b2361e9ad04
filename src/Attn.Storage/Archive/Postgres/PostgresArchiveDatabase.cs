using Attn.Storage.Archive.Rows;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Attn.Storage.Archive.Postgres;

/// <summary>
/// The archive in PostgreSQL. Conflicts and lost connections are tried again a few times, except a commit whose answer was lost: whether that
/// change was made is not known, so the caller is told (it was made whole or not at all). Copies are tried again even then: they may come twice.
/// </summary>
internal sealed class PostgresArchiveDatabase : IArchiveDatabase, IAsyncDisposable
{
    /// <summary>
    /// First in every transaction that locks rows: a program that sleeps in the middle of it (a frozen machine, a cut cable) keeps the others waiting for
    /// these milliseconds, which is less than the time-out of their commands, and not for as long as its connection seems to live.
    /// </summary>
    public const string IdleTransactionTimeout = "SET LOCAL idle_in_transaction_session_timeout = 5000";

    private const int MaxTries = 4;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(50);
    private readonly NpgsqlDataSource _source;
    private readonly DbContextOptions<AttnDbContext> _options;

    /// <param name="settings">See <see cref="DatabaseUrl.Parse"/>.</param>
    public PostgresArchiveDatabase(NpgsqlConnectionStringBuilder settings)
    {
        _source = NpgsqlDataSource.Create(settings);
        _options = new DbContextOptionsBuilder<AttnDbContext>().UseNpgsql(_source).Options;
    }

    public string Name => "PostgreSQL (DATABASE_URL)";

    public Task ApplySchemaAsync(CancellationToken cancellationToken) =>
        TryAsync(
            async () =>
            {
                try
                {
                    await using var connection = await _source.OpenConnectionAsync(cancellationToken);
                    await PostgresSchema.ApplyAsync(connection, cancellationToken);
                    return true;
                }
                catch (PostgresException e) when (PostgresFaults.DescribeRefusal(e) is { } refused)
                {
                    throw new StartRefusedException(
                        $"The server that DATABASE_URL names refuses {refused}. Correct DATABASE_URL, or create what it names.",
                        e
                    );
                }
            },
            cancellationToken
        );

    public Task<DateTimeOffset> ReadClockAsync(CancellationToken cancellationToken) =>
        TryAsync(
            async () =>
            {
                await using var command = _source.CreateCommand("SELECT clock_timestamp()");
                var clock = (DateTime)(await command.ExecuteScalarAsync(cancellationToken))!;
                return new DateTimeOffset(clock, TimeSpan.Zero);
            },
            cancellationToken
        );

    public Task<T> ReadAsync<T>(
        Func<AttnDbContext, CancellationToken, Task<T>> query,
        CancellationToken cancellationToken
    ) =>
        TryAsync(
            async () =>
            {
                await using var context = new AttnDbContext(_options);
                context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
                return await query(context, cancellationToken);
            },
            cancellationToken
        );

    public Task<T> WriteAsync<T>(
        Func<AttnDbContext, CancellationToken, Task<T>> change,
        CancellationToken cancellationToken
    ) =>
        TryAsync(
            async () =>
            {
                await using var context = new AttnDbContext(_options);
                await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
                await context.Database.ExecuteSqlRawAsync(IdleTransactionTimeout, cancellationToken);
                var result = await change(context, cancellationToken);
                try
                {
                    // Once begun, a commit is not broken off: its outcome would not be known.
                    await transaction.CommitAsync(CancellationToken.None);
                }
                catch (Exception e) when (PostgresFaults.Of(e) is PostgresFault.Connection or PostgresFault.Timeout)
                {
                    throw new StoreUnavailableException(Name, e);
                }

                return result;
            },
            cancellationToken
        );

    public Task SaveAsync(CopyRows copy, CancellationToken cancellationToken) =>
        TryAsync(
            async () =>
            {
                await using var connection = await _source.OpenConnectionAsync(cancellationToken);
                await PostgresArchiveWriter.WriteAsync(connection, copy, cancellationToken);
                return true;
            },
            cancellationToken
        );

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private async Task<T> TryAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        for (var delay = FirstDelay; ; delay *= 3)
        {
            try
            {
                return await work();
            }
            catch (Exception e) when (PostgresFaults.Of(e) is { } fault)
            {
                // One connection that is gone is seldom the only one.
                if (fault == PostgresFault.Connection)
                    _source.Clear();
                if (fault == PostgresFault.Timeout || delay > FirstDelay * Math.Pow(3, MaxTries - 2))
                    throw new StoreUnavailableException(Name, e);
            }

            // Not all at the same moment: those that were in each other's way would be again.
            await Task.Delay(delay * (0.5 + Random.Shared.NextDouble()), TimeProvider.System, cancellationToken);
        }
    }
}
