using Attn.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Attn.Storage.Tests.Sqlite;

public sealed class SqliteDatabaseTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private SqliteDatabase _database;

    public SqliteDatabaseTests()
    {
        _database = SqliteDatabase.Open(_folder.Path);
    }

    [Fact]
    public async Task A_read_sees_an_awaited_write()
    {
        await CreateTableAsync();
        await InsertAsync("a");

        Assert.Equal(["a"], await ListAsync());
    }

    [Fact]
    public async Task Written_data_survives_reopening()
    {
        await CreateTableAsync();
        await InsertAsync("a");
        await ReopenAsync();

        Assert.Equal(["a"], await ListAsync());
    }

    [Fact]
    public async Task A_folder_is_opened_by_one_database_only()
    {
        using var other = new TempFolder();
        await using var beside = SqliteDatabase.Open(other.Path);

        var refused = Assert.Throws<DataFolderInUseException>(() => SqliteDatabase.Open(_folder.Path));
        Assert.Contains("ATTN_DATA", refused.Message, StringComparison.Ordinal);
        Assert.Contains(_folder.Path, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_with_the_variable()
    {
        using var folder = new TempFolder();
        File.WriteAllText(Path.Combine(folder.Path, SqliteDatabase.FileName), new string('x', 5000));

        var refused = Assert.Throws<IOException>(() => SqliteDatabase.Open(folder.Path));
        Assert.Contains("ATTN_DATA", refused.Message, StringComparison.Ordinal);
        // The refusal released the lock.
        File.Delete(Path.Combine(folder.Path, SqliteDatabase.FileName));
        await using var database = SqliteDatabase.Open(folder.Path);
    }

    [Fact]
    public async Task A_new_folder_is_private_to_its_user()
    {
        var path = Path.Combine(_folder.Path, "deeper", "data");
        await using var database = SqliteDatabase.Open(path);

        if (!OperatingSystem.IsWindows())
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
                File.GetUnixFileMode(path)
            );
    }

    [Fact]
    public async Task A_folder_that_others_could_read_becomes_private_with_all_its_files()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new TempFolder();
        await using (SqliteDatabase.Open(folder.Path)) { }
        foreach (var file in Directory.EnumerateFiles(folder.Path))
            File.SetUnixFileMode(file, Enum.Parse<UnixFileMode>("UserRead, UserWrite, GroupRead, OtherRead"));
        File.SetUnixFileMode(
            folder.Path,
            Enum.Parse<UnixFileMode>("UserRead, UserWrite, UserExecute, OtherRead, OtherExecute")
        );

        await using var database = SqliteDatabase.Open(folder.Path);
        await database.WriteAsync((connection, _) => connection.Execute("CREATE TABLE t (x)"), CancellationToken.None);

        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(folder.Path)
        );
        var files = Directory.GetFiles(folder.Path);
        Assert.Contains(files, file => file.EndsWith("-wal", StringComparison.Ordinal));
        foreach (var file in files)
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void A_folder_that_everybody_shares_is_refused()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new TempFolder();
        File.SetUnixFileMode(folder.Path, File.GetUnixFileMode(folder.Path) | UnixFileMode.StickyBit);

        var refused = Assert.Throws<IOException>(() => SqliteDatabase.Open(folder.Path));

        Assert.Contains("ATTN_DATA", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_write_survives_a_crash_right_after_it()
    {
        await CreateTableAsync();
        for (var number = 0; number < 10; number++)
        {
            await InsertAsync($"{number}");
            // A killed process leaves the files as they are now, including the log.
            using var copy = new TempFolder();
            foreach (
                var path in Directory
                    .EnumerateFiles(_folder.Path, "attn.db*")
                    .Where(path => !path.EndsWith("-shm", StringComparison.Ordinal))
            )
                File.Copy(path, Path.Combine(copy.Path, Path.GetFileName(path)));
            await using var survivor = SqliteDatabase.Open(copy.Path);
            Assert.Equal(number + 1, (await survivor.ReadAsync(Names, CancellationToken.None)).Count);
        }
    }

    [Fact]
    public async Task A_closed_folder_can_be_opened_again()
    {
        await ReopenAsync();
        await CreateTableAsync();
    }

    [Fact]
    public async Task An_exception_rolls_back_only_its_own_work()
    {
        await CreateTableAsync();
        using var gate = new ManualResetEventSlim();
        // All wait for the first, so that they share one transaction.
        var first = _database.WriteAsync(
            (_, _) =>
            {
                gate.Wait();
                return 0;
            },
            CancellationToken.None
        );
        var before = InsertAsync("before");
        var failing = _database.WriteAsync<int>(
            (connection, _) =>
            {
                connection.Execute("INSERT INTO things (name) VALUES ('lost')");
                throw new FormatException("mine");
            },
            CancellationToken.None
        );
        var duplicate = InsertAsync("before");
        var after = InsertAsync("after");
        gate.Set();

        await first;
        await before;
        await after;
        Assert.Equal("mine", (await Assert.ThrowsAsync<FormatException>(() => failing)).Message);
        await Assert.ThrowsAsync<SqliteException>(() => duplicate);
        Assert.Equal(["after", "before"], await ListAsync());
    }

    [Fact]
    public async Task Work_cancelled_before_it_starts_is_skipped()
    {
        await CreateTableAsync();
        using var gate = new ManualResetEventSlim();
        using var cancellation = new CancellationTokenSource();
        var first = _database.WriteAsync(
            (_, _) =>
            {
                gate.Wait();
                return 0;
            },
            CancellationToken.None
        );
        var cancelled = InsertAsync("cancelled", cancellation.Token);
        await cancellation.CancelAsync();
        gate.Set();

        await first;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task Closing_finishes_queued_work_and_refuses_new_work()
    {
        await CreateTableAsync();
        var writes = Enumerable.Range(0, 500).Select(number => InsertAsync($"{number:000}")).ToList();
        await _database.DisposeAsync();
        await Task.WhenAll(writes);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => InsertAsync("late"));
        await Assert.ThrowsAsync<StoreUnavailableException>(ListAsync);
        _database = SqliteDatabase.Open(_folder.Path);
        Assert.Equal(500, (await ListAsync()).Count);
    }

    [Fact]
    public async Task A_read_sees_one_moment_of_the_database()
    {
        await CreateTableAsync();
        await InsertAsync("a");
        using var written = new ManualResetEventSlim();
        using var reading = new ManualResetEventSlim();
        var read = _database.ReadAsync(
            connection =>
            {
                var before = Names(connection);
                reading.Set();
                written.Wait();
                return (Before: before, After: Names(connection));
            },
            CancellationToken.None
        );
        reading.Wait(TestContext.Current.CancellationToken);
        await InsertAsync("b");
        written.Set();

        var (before, after) = await read;
        Assert.Equal(["a"], before);
        Assert.Equal(["a"], after);
        Assert.Equal(["a", "b"], await ListAsync());
    }

    [Fact]
    public async Task Reads_cannot_write()
    {
        await CreateTableAsync();

        await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            _database.ReadAsync(
                connection => connection.Execute("INSERT INTO things (name) VALUES ('x')"),
                CancellationToken.None
            )
        );
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task A_full_disk_is_an_outage_that_can_pass()
    {
        await CreateTableAsync();
        await _database.WriteAsync(
            (connection, _) => connection.Scalar("PRAGMA max_page_count = 20"),
            CancellationToken.None
        );

        await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            _database.WriteAsync(
                (connection, _) => connection.Execute("INSERT INTO things (name) VALUES (hex(zeroblob(1000000)))"),
                CancellationToken.None
            )
        );

        await _database.WriteAsync(
            (connection, _) => connection.Scalar("PRAGMA max_page_count = 1000000"),
            CancellationToken.None
        );
        await InsertAsync("a");
        Assert.Equal(["a"], await ListAsync());
    }

    [Fact]
    public async Task Entity_Framework_writes_in_the_same_transaction()
    {
        await CreateTableAsync();

        await _database.WriteAsync(
            (connection, transaction) =>
            {
                using var context = new ThingsContext(
                    new DbContextOptionsBuilder<ThingsContext>().UseSqlite(connection).Options
                );
                context.Database.UseTransaction(transaction);
                context.Things.Add(new Thing { Name = "from EF" });
                return context.SaveChanges();
            },
            CancellationToken.None
        );
        await Assert.ThrowsAsync<FormatException>(() =>
            _database.WriteAsync<int>(
                (connection, transaction) =>
                {
                    using var context = new ThingsContext(
                        new DbContextOptionsBuilder<ThingsContext>().UseSqlite(connection).Options
                    );
                    context.Database.UseTransaction(transaction);
                    context.Things.Add(new Thing { Name = "taken back" });
                    context.SaveChanges();
                    throw new FormatException();
                },
                CancellationToken.None
            )
        );

        Assert.Equal(["from EF"], await ListAsync());
    }

    [Fact]
    public async Task Deleted_bytes_do_not_stay_in_the_files()
    {
        await _database.WriteAsync(
            (connection, _) => connection.Execute("CREATE TABLE pictures (id INTEGER PRIMARY KEY, picture BLOB)"),
            CancellationToken.None
        );
        var pictures = Enumerable.Range(0, 60).Select(number => Picture(number, 500 + (number * 997))).ToList();
        await Task.WhenAll(
            pictures.Select(
                (picture, id) =>
                    _database.WriteAsync(
                        (connection, _) =>
                            connection.Execute(
                                "INSERT INTO pictures VALUES ($id, $picture)",
                                ("$id", id),
                                ("$picture", picture)
                            ),
                        CancellationToken.None
                    )
            )
        );
        Assert.All(pictures, picture => Assert.True(ReadFiles().AsSpan().IndexOf(picture.AsSpan(0, 32)) >= 0));

        // One by one and out of order, so that pages are merged and moved on the way.
        foreach (var id in Enumerable.Range(0, 60).OrderBy(id => id * 37 % 60))
            await _database.WriteAsync(
                (connection, _) => connection.Execute("DELETE FROM pictures WHERE id = $id", ("$id", id)),
                CancellationToken.None
            );
        await _database.TruncateLogAsync(CancellationToken.None);

        var files = ReadFiles();
        Assert.All(
            pictures,
            picture =>
            {
                // 8 random bytes occur by chance once in many million runs.
                for (var offset = 0; offset + 8 <= picture.Length; offset += 500)
                    Assert.True(files.AsSpan().IndexOf(picture.AsSpan(offset, 8)) < 0, $"{offset} of {picture.Length}");
            }
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    private static byte[] Picture(int seed, int length)
    {
        var picture = new byte[length];
        new Random(seed).NextBytes(picture);
        return picture;
    }

    private static List<string> Names(PreparingConnection connection) =>
        connection.List("SELECT name FROM things ORDER BY name", row => row.GetString(0));

    private byte[] ReadFiles()
    {
        var all = new MemoryStream();
        foreach (var path in Directory.EnumerateFiles(_folder.Path, "attn.db*"))
        {
            using var file = new FileStream(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete
            );
            file.CopyTo(all);
        }

        return all.ToArray();
    }

    private async Task ReopenAsync()
    {
        await _database.DisposeAsync();
        _database = SqliteDatabase.Open(_folder.Path);
    }

    private Task<int> CreateTableAsync() =>
        _database.WriteAsync(
            (connection, _) => connection.Execute("CREATE TABLE things (name TEXT PRIMARY KEY)"),
            CancellationToken.None
        );

    private Task<int> InsertAsync(string name, CancellationToken cancellationToken = default) =>
        _database.WriteAsync(
            (connection, _) => connection.Execute("INSERT INTO things (name) VALUES ($name)", ("$name", name)),
            cancellationToken
        );

    private Task<List<string>> ListAsync() => _database.ReadAsync(Names, CancellationToken.None);

    private sealed class ThingsContext(DbContextOptions<ThingsContext> options) : DbContext(options)
    {
        public DbSet<Thing> Things => Set<Thing>();

        protected override void OnModelCreating(ModelBuilder modelBuilder) =>
            modelBuilder.Entity<Thing>(thing =>
            {
                thing.ToTable("things");
                thing.HasKey(it => it.Name);
                thing.Property(it => it.Name).HasColumnName("name");
            });
    }

    private sealed class Thing
    {
        public required string Name { get; init; }
    }
}
