using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Archive.Postgres;
using Attn.Storage.Postgres;
using Attn.Storage.Tests.Catalogue;
using Npgsql;
using static Attn.Storage.Tests.Archive.Arranged;

namespace Attn.Storage.Tests.Archive;

/// <summary>Lost connections and locked rows on a server that stays up.</summary>
public sealed class PostgresFaultTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private static readonly CancellationToken None = CancellationToken.None;

    private SessionArchive Archive => ArchiveOf(database.Archive);

    [Fact]
    public async Task Copy_whose_connection_is_lost_midway_is_retried()
    {
        var older = WithStudents(500);
        var newer = older with
        {
            Session = older.Session with { Version = 1000 },
            Records = [.. older.Records.Select(record => record with { Attempts = 2, Version = record.Version + 500 })],
        };
        await Archive.SaveAsync(older, None);
        await using var obstacle = await Obstacle.LockAsync(
            database,
            "SELECT 1 FROM records WHERE student_number = $1 FOR UPDATE",
            older.Records[400].StudentNumber
        );

        var saving = Task.Run(() => Archive.SaveAsync(newer, None));
        await obstacle.TerminateWaiterAsync();
        Assert.Equal(1, (await Archive.ReadRosterAsync(older.Session.Id, None))!.Records[0].Attempts);
        await obstacle.LeaveAsync();
        await saving;

        var roster = await Archive.ReadRosterAsync(older.Session.Id, None);
        Assert.Equal(newer.Session, roster!.Session);
        Assert.Equal(newer.Records, roster.Records);
    }

    [Fact]
    public async Task Copies_survive_connections_that_are_lost_repeatedly()
    {
        var copy = WithStudents(2000);
        using var done = new CancellationTokenSource();
        var ending = TerminateConnectionsAsync(done.Token);

        var saved = 0;
        for (var round = 0; round < 6 || saved == 0; round++)
        {
            try
            {
                await Archive.SaveAsync(copy, None);
                saved++;
            }
            catch (StoreUnavailableException)
            {
                // Every try lost its connection. The rest of the test shows that nothing was saved in part.
                var roster = await RetryUntilAvailableAsync(() => Archive.ReadRosterAsync(copy.Session.Id, None));
                Assert.True(roster is null || roster.Records.Count == copy.Records.Count);
            }
        }

        await done.CancelAsync();
        await ending;
        await Archive.SaveAsync(copy, None);
        Assert.Equal(copy.Records, (await Archive.ReadRosterAsync(copy.Session.Id, None))!.Records);
    }

    [Fact]
    public async Task Decision_whose_connection_is_lost_before_its_commit_is_saved_once()
    {
        var copy = WithStudents(1);
        await Archive.SaveAsync(copy, None);
        var student = copy.Records[0].StudentNumber;
        await using var obstacle = await Obstacle.LockAsync(
            database,
            "SELECT 1 FROM records WHERE student_number = $1 FOR UPDATE",
            student
        );
        var asked = 0;

        var failing = Task.Run(() =>
            Archive.ChangeRecordAsync(
                copy.Session.Id,
                student,
                (session, record) =>
                {
                    asked++;
                    return TeacherRules.Fail(session, record, Decision(session, student), "Was not there");
                },
                None
            )
        );
        await obstacle.TerminateWaiterAsync();
        await obstacle.LeaveAsync();
        await failing;

        var found = await Archive.FindRecordAsync(copy.Session.Id, student, None);
        Assert.Equal(
            (2L, 2L, "Was not there"),
            (found!.Session.Version, found.Record!.Version, found.Record.State.FailReason)
        );
        Assert.Equal(copy.Records[0].State, found.Record.Replaced);
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task Deadlock_is_retried()
    {
        var older = WithStudents(10);
        var newer = older with
        {
            Session = older.Session with { Version = 11 },
            Records = [older.Records[0] with { Attempts = 7, Version = 11 }],
        };
        await Archive.SaveAsync(older, None);
        await using var obstacle = await Obstacle.LockAsync(
            database,
            "SELECT 1 FROM records WHERE student_number = $1 FOR UPDATE",
            older.Records[0].StudentNumber
        );

        var saving = Task.Run(() => Archive.SaveAsync(newer, None));
        await obstacle.AwaitWaiterAsync();
        // Now each waits for the other; the server rolls back the one that waited longer.
        await obstacle.ExecuteAsync("SELECT 1 FROM attendances WHERE id = $1 FOR UPDATE", older.Session.Id);
        await obstacle.LeaveAsync();
        await saving;

        Assert.Equal(
            7,
            (await Archive.FindRecordAsync(older.Session.Id, older.Records[0].StudentNumber, None))!.Record!.Attempts
        );
    }

    [Fact]
    public async Task Timeout_is_an_outage()
    {
        var copy = WithStudents(1);
        await Archive.SaveAsync(copy, None);
        var teacher = copy.Session.TeacherNumber;
        var settings = DatabaseUrl.Parse(database.Server.UrlOf(database.Name));
        Assert.Equal((5, 10), (settings.Timeout, settings.CommandTimeout));
        settings.CommandTimeout = 1;
        await using var shortTimeout = new PostgresArchiveDatabase(settings);
        await using var obstacle = await Obstacle.LockAsync(
            database,
            "SELECT 1 FROM attendances WHERE id = $1 FOR UPDATE",
            copy.Session.Id
        );

        await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            ArchiveOf(shortTimeout)
                .DeleteSessionAsync(copy.Session.Id, teacher, teacher, "Opened by mistake", Noon, None)
        );
        await Assert.ThrowsAsync<StoreUnavailableException>(() => ArchiveOf(shortTimeout).SaveAsync(copy, None));
    }

    [Fact]
    public async Task Ten_programs_apply_the_schema_at_once()
    {
        var name = await database.Server.CreateDatabaseAsync();
        var programs = Enumerable
            .Range(0, 10)
            .Select(_ => new PostgresArchiveDatabase(DatabaseUrl.Parse(database.Server.UrlOf(name))))
            .ToList();

        await Task.WhenAll(programs.Select(program => Task.Run(() => program.ApplySchemaAsync(None))));
        await ArchiveOf(programs[0]).SaveAsync(WithStudents(1), None);

        foreach (var program in programs)
            await program.DisposeAsync();
    }

    [Fact]
    public async Task Database_of_a_newer_version_is_refused()
    {
        var name = await database.Server.CreateDatabaseAsync();
        await using var archive = new PostgresArchiveDatabase(DatabaseUrl.Parse(database.Server.UrlOf(name)));
        await archive.ApplySchemaAsync(None);
        await database.Server.ExecuteAsync(
            name,
            "INSERT INTO schema_version (number, name) VALUES (9999, 'from the future')"
        );

        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => archive.ApplySchemaAsync(None));
        Assert.Contains("DATABASE_URL", refused.Message, StringComparison.Ordinal);
    }

    private static SessionArchive ArchiveOf(IArchiveDatabase archive) =>
        new Lessons(archive, TimeProvider.System, Noon).Archive;

    private static async Task<T> RetryUntilAvailableAsync<T>(Func<Task<T>> ask)
    {
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (StoreUnavailableException)
            {
                await Task.Delay(20);
            }
        }
    }

    /// <summary>Slower and slower, so that a busy machine, too, finishes something in between.</summary>
    private async Task TerminateConnectionsAsync(CancellationToken cancellationToken)
    {
        var pause = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(Random.Shared.Next(40, 250) + pause, CancellationToken.None);
            pause += 10;
            await database.Server.ExecuteAsync(
                database.Name,
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND application_name = 'attn'
                """
            );
        }
    }

    /// <summary>A transaction from outside that holds a lock.</summary>
    private sealed class Obstacle : IAsyncDisposable
    {
        private readonly NpgsqlConnection _connection;
        private readonly PostgresDatabase _database;

        private Obstacle(PostgresDatabase database)
        {
            _database = database;
            _connection = new(database.Server.ConnectionStringOf(database.Name));
        }

        public static async Task<Obstacle> LockAsync(PostgresDatabase database, string sql, object key)
        {
            var obstacle = new Obstacle(database);
            await obstacle._connection.OpenAsync();
            await obstacle._connection.BeginTransactionAsync();
            await obstacle.ExecuteAsync(sql, key);
            return obstacle;
        }

        public async Task ExecuteAsync(string sql, object key)
        {
            await using var command = new NpgsqlCommand(sql, _connection);
            command.Parameters.Add(new() { Value = key });
            await command.ExecuteNonQueryAsync();
        }

        public async Task<int> AwaitWaiterAsync()
        {
            await using var watcher = new NpgsqlConnection(_database.Server.ConnectionStringOf(_database.Name));
            await watcher.OpenAsync();
            while (true)
            {
                await using var command = new NpgsqlCommand(
                    "SELECT pid FROM pg_stat_activity WHERE $1 = ANY (pg_blocking_pids(pid)) LIMIT 1",
                    watcher
                );
                command.Parameters.Add(new() { Value = _connection.ProcessID });
                if (await command.ExecuteScalarAsync() is int waiter)
                    return waiter;
                await Task.Delay(10);
            }
        }

        public async Task TerminateWaiterAsync()
        {
            var waiter = await AwaitWaiterAsync();
            await _database.Server.ExecuteAsync(_database.Name, $"SELECT pg_terminate_backend({waiter})");
        }

        public async Task LeaveAsync()
        {
            await using var command = new NpgsqlCommand("COMMIT", _connection);
            await command.ExecuteNonQueryAsync();
        }

        public ValueTask DisposeAsync() => _connection.DisposeAsync();
    }
}
