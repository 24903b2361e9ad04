using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Archive.Postgres;
using Attn.Storage.Postgres;
using Attn.Storage.Tests.Catalogue;
using Attn.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using static Attn.Storage.Tests.Archive.Arranged;

namespace Attn.Storage.Tests.Archive;

/// <summary>This class stops its server, so it has one of its own; each test has a database there.</summary>
public sealed class PostgresOutageTests(StoppablePostgres stoppable) : IAsyncLifetime, IClassFixture<StoppablePostgres>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly PostgresServer _server = stoppable.Server;
    private PostgresArchiveDatabase _database = null!;

    private SessionArchive Archive => new Lessons(_database, TimeProvider.System, Noon).Archive;

    public async ValueTask InitializeAsync()
    {
        if (!_server.IsRunning)
            await _server.StartAgainAsync();
        _database = new(DatabaseUrl.Parse(_server.UrlOf(await _server.CreateDatabaseAsync())));
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private static ArchiveStartup StartupOf(PostgresArchiveDatabase database, TimeProvider clock) =>
        new(
            database,
            new Lessons(database, TimeProvider.System, Noon).Adoption,
            clock,
            NullLogger<ArchiveStartup>.Instance
        );

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stopped_server_makes_everything_unavailable_and_loses_nothing(bool powerCut)
    {
        await _database.ApplySchemaAsync(None);
        var copy = WithStudents(20);
        // Several connections in the pool: after the outage all of them are dead.
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Archive.SaveAsync(copy, None))));

        await (powerCut ? _server.KillAsync() : _server.StopAsync());
        await Task.WhenAll(
            EveryOperation(copy).Select(operation => Assert.ThrowsAsync<StoreUnavailableException>(operation))
        );
        await _server.StartAgainAsync();

        var roster = await Archive.ReadRosterAsync(copy.Session.Id, None);
        Assert.Equal(copy.Records, roster!.Records);
        foreach (var operation in EveryOperation(copy))
            await operation();
    }

    [Fact]
    public async Task Start_waits_for_the_server()
    {
        await _server.StopAsync();
        var starting = StartupOf(_database, TimeProvider.System).RunAsync(None);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Archive.MeasureClockLeadAsync(None));
        Assert.False(starting.IsCompleted);

        await _server.StartAgainAsync();
        await starting;

        await Archive.SaveAsync(WithStudents(1), None);
    }

    [Fact]
    public async Task Start_does_not_wait_for_ever()
    {
        await _server.StopAsync();
        var clock = new FakeTimeProvider { AutoAdvanceAmount = ArchiveStartup.MaxWait };

        await Assert.ThrowsAsync<StoreUnavailableException>(() => StartupOf(_database, clock).RunAsync(None));
    }

    [Fact]
    public async Task Start_does_not_wait_when_the_server_refuses()
    {
        foreach (
            var wrong in new[]
            {
                _server.UrlOf("attn_nowhere"),
                _server.UrlOf("postgres").Replace("p%40ss", "hunter2", StringComparison.Ordinal),
            }
        )
        {
            await using var database = new PostgresArchiveDatabase(DatabaseUrl.Parse(wrong));

            var refused = await Assert.ThrowsAsync<StartRefusedException>(() =>
                StartupOf(database, TimeProvider.System).RunAsync(None)
            );
            Assert.Contains("DATABASE_URL", refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("hunter2", refused.ToString(), StringComparison.Ordinal);
        }
    }

    private IEnumerable<Func<Task>> EveryOperation(SessionCopy copy)
    {
        var (id, student) = (copy.Session.Id, copy.Records[0].StudentNumber);
        var teacher = copy.Session.TeacherNumber;
        return
        [
            () => Archive.SaveAsync(copy, None),
            () => Archive.ListSessionsAsync(new(copy.Session.TeacherNumber), None),
            () => Archive.FindSessionAsync(id, None),
            () => Archive.ReadRosterAsync(id, None),
            () => Archive.FindRecordAsync(id, student, None),
            () =>
                Archive.ChangeRecordAsync(
                    id,
                    student,
                    (session, record) => TeacherRules.Accept(session, record, Decision(session, student)),
                    None
                ),
            () => Archive.FindByVerificationAsync(Guid.NewGuid(), None),
            () => Archive.ListPendingAsync(Noon, 10, None),
            () => Archive.SaveUserAsync(new(student, "Name", UserRole.Student, IsFromPortal: true), None),
            () => Archive.FindUserAsync(student, None),
            () => Archive.MeasureClockLeadAsync(None),
            () => Archive.DeleteSessionAsync(id, teacher, teacher, "Opened by mistake", Noon, None),
        ];
    }
}

public sealed class StoppablePostgres : IAsyncLifetime
{
    public PostgresServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await PostgresServer.StartAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
