using Attn.Domain;
using Attn.Storage.Live;
using Attn.Storage.Live.Sqlite;
using Attn.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Attn.Storage.Tests.Live;

internal sealed class SqliteLiveHarness : LiveHarness
{
    private readonly TempFolder _folder;
    private readonly FakeTimeProvider _clock;
    private readonly PictureCipher _cipher;
    private readonly SqliteSweepWorker _sweeper;

    private SqliteLiveHarness(
        TempFolder folder,
        SqliteDatabase database,
        FakeTimeProvider clock,
        LiveStoreLimits limits
    )
    {
        var cipher = new PictureCipher("a secret of the tests");
        var feed = new SqliteSessionFeed();
        _folder = folder;
        Database = database;
        _clock = clock;
        _sweeper = new SqliteSweepWorker(database, clock, NullLogger<SqliteSweepWorker>.Instance);
        Feed = feed;
        Live = new SqliteLiveStore(database, feed, limits, clock);
        LoginEnds = new();
        Logins = new SqliteLoginStore(database, cipher, LoginEnds);
        _cipher = cipher;
        Outbox = new SqliteFaceCheckOutbox(database, cipher, limits, clock);
        Tickets = new SqliteTicketStore(database, limits, clock);
        Selfies = new SqliteSelfieStore(database, limits, clock);
        People = new SqliteLivePeople(database, feed);
    }

    public SqliteDatabase Database { get; }

    public string Folder => _folder.Path;

    public override ILiveStore Live { get; }

    public override ISessionFeed Feed { get; }

    public override ILoginStore Logins { get; }

    public override LoginEnds LoginEnds { get; }

    public override IFaceCheckOutbox Outbox { get; }

    public override ITicketStore Tickets { get; }

    public override ISelfieStore Selfies { get; }

    public override ILivePeople People { get; }

    public static async Task<LiveHarness> CreateAsync(LiveStoreLimits limits, DateTimeOffset now)
    {
        var folder = new TempFolder();
        var clock = new FakeTimeProvider(now);
        var database = SqliteDatabase.Open(folder.Path);
        await new SqliteLiveSchema(database, clock).StartAsync(CancellationToken.None);
        return new SqliteLiveHarness(folder, database, clock, limits);
    }

    public override Task SaveAsVersion01Async(LoginSession login, byte[] photo, DateTimeOffset now) =>
        Database.WriteAsync(
            (connection, _) =>
            {
                LoginRows.Write(connection, login);
                return connection.Execute(
                    "INSERT INTO live_photos (login_id, photo) VALUES ($id, $photo)",
                    ("$id", LiveRows.Key(login.Id)),
                    ("$photo", _cipher.Seal(photo, $"photo:{login.Id}"))
                );
            },
            CancellationToken.None
        );

    public override async Task AdvanceAsync(TimeSpan time)
    {
        _clock.Advance(time);
        await _sweeper.RunOnceAsync(CancellationToken.None);
    }

    public override Task<IReadOnlyList<string>> ListContentsAsync() =>
        Database.ReadAsync<IReadOnlyList<string>>(
            connection =>
            {
                var tables = connection.List(
                    """
                    SELECT name FROM sqlite_schema
                    WHERE type = 'table' AND name LIKE 'live\_%' ESCAPE '\' AND name <> 'live_outbox'
                    """,
                    row => row.GetString(0)
                );
                return [.. tables.SelectMany(table => Describe(connection, table)).Order(StringComparer.Ordinal)];
            },
            CancellationToken.None
        );

    public override async Task<byte[]> ReadBytesAtRestAsync()
    {
        using var all = new MemoryStream();
        foreach (var path in Directory.EnumerateFiles(_folder.Path, SqliteDatabase.FileName + "*"))
        {
            await using var file = new FileStream(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete
            );
            await file.CopyToAsync(all);
        }

        return all.ToArray();
    }

    public override async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        _folder.Dispose();
    }

    private static List<string> Describe(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The name comes from the schema.
        command.CommandText = $"SELECT * FROM {table}";
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add($"{table} {reader.GetString(0)} {(table is "live_records" ? reader.GetString(1) : null)}");
        return rows;
    }
}
