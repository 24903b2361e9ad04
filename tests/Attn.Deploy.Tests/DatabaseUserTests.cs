using System.Globalization;
using System.Net;
using Attn.Testing;
using Attn.Testing.Program;
using Npgsql;

namespace Attn.Deploy.Tests;

/// <summary>The user that deploy/postgres/roles.sh makes when the database is new.</summary>
public sealed class DatabaseUserTests : IAsyncLifetime
{
    private const string Superuser = "postgres";
    private PostgresServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.StartAsync(Superuser);
        await _server.ExecuteAsync("postgres", "CREATE DATABASE attn");
        using var folder = new DeployFolder();
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["POSTGRES_USER"] = Superuser,
            ["POSTGRES_DB"] = "attn",
            ["POSTGRES_PASSWORD"] = PostgresServer.PasswordOfAll,
            ["PGHOST"] = "127.0.0.1",
            ["PGPORT"] = _server.Port.ToString(CultureInfo.InvariantCulture),
            ["PGPASSWORD"] = PostgresServer.PasswordOfAll,
        };
        (
            await Shell.RunAsync(["sh", Path.Combine(folder.Path, "postgres", "roles.sh")], "/", environment)
        ).ExpectSuccess();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task The_program_runs_as_a_user_who_owns_its_database_and_nothing_more()
    {
        await using var program = await AttnProgram.StartAsync(("DATABASE_URL", _server.UrlOf("attn", "attn")));
        using var teacher = await Teacher.SignsInAsync(program.Url);
        var id = await teacher.OpensAsync();
        (await teacher.AddsAsync(id, "20260001", "Ada Lovelace")).Expect(HttpStatusCode.Created);
        await teacher.FinishesAsync(id);
        await teacher.IsInHistoryAsync(id);

        Assert.Equal(1L, await AsAsync("attn", "SELECT count(*) FROM records"));
        Assert.Equal(
            false,
            await AsAsync(
                "attn",
                "SELECT rolsuper OR rolcreatedb OR rolcreaterole FROM pg_roles WHERE rolname = 'attn'"
            )
        );
        foreach (
            var forbidden in new[]
            {
                "CREATE ROLE other",
                "CREATE DATABASE other",
                "COPY records TO PROGRAM 'cat'",
                "SELECT pg_read_file('/etc/passwd')",
                "SELECT rolpassword FROM pg_authid",
                "ALTER SYSTEM SET fsync = off",
            }
        )
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => AsAsync("attn", forbidden));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    [Fact]
    public async Task The_superuser_has_no_password_any_more()
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => AsAsync(Superuser, "SELECT 1"));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
    }

    private async Task<object?> AsAsync(string user, string sql)
    {
        await using var connection = new NpgsqlConnection(_server.ConnectionStringOf("attn", user));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
