using System.Globalization;
using Npgsql;

namespace Attn.Testing;

/// <summary>
/// A private PostgreSQL from Debian's packages on a free port, with its own data folder, deleted at the end. Root
/// starts it as the user <c>postgres</c>, because PostgreSQL refuses root. <c>fsync</c> stays on, as in production.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string DefaultUser = "attn";
    private const string Password = "p@ss/word:1";
    private static readonly TimeSpan MaxStartTime = TimeSpan.FromMinutes(3);
    private readonly string _folder;
    private readonly string _programs;
    private readonly string _user;
    private ServerProcess? _server;

    private PostgresServer(string folder, string programs, string user)
    {
        _folder = folder;
        _programs = programs;
        _user = user;
    }

    public int Port { get; private set; }

    public bool IsRunning => _server is { HasExited: false };

    /// <summary>The superuser's password, and whoever else's a test gives it to.</summary>
    public static string PasswordOfAll => Password;

    /// <summary>The address of a database in the form of <c>DATABASE_URL</c>.</summary>
    public string UrlOf(string database, string user = DefaultUser) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"postgresql://{user}:{Uri.EscapeDataString(Password)}@127.0.0.1:{Port}/{database}"
        );

    /// <summary>
    /// A connection that bypasses the code under test. Not pooled, so that nothing is left open when the server stops.
    /// </summary>
    public string ConnectionStringOf(string database) => ConnectionStringOf(database, _user);

    public string ConnectionStringOf(string database, string user) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = Port,
            Username = user,
            Password = Password,
            Database = database,
            Pooling = false,
        }.ConnectionString;

    /// <param name="superuser">Who the cluster belongs to.</param>
    public static async Task<PostgresServer> StartAsync(string superuser = DefaultUser)
    {
        var folder = Directory.CreateTempSubdirectory("attn-postgres-").FullName;
        var server = new PostgresServer(folder, FindPrograms(), superuser);
        try
        {
            await server.CreateClusterAsync();
            await server.StartOnFreePortAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A new, empty database.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = "attn_" + Guid.NewGuid().ToString("N");
        await ExecuteAsync("postgres", $"CREATE DATABASE {name}");
        return name;
    }

    public async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionStringOf(database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>
    /// Stops the server (fast shutdown: open transactions are aborted). Its data remain.
    /// </summary>
    public Task StopAsync() => EndAsync("INT");

    /// <summary>Kills the server, like a power cut.</summary>
    public Task KillAsync() => EndAsync("QUIT");

    /// <summary>Restarts the server on its port with its data.</summary>
    public async Task StartAgainAsync()
    {
        if (!await TryStartAsync())
            throw new InvalidOperationException($"PostgreSQL did not start again on port {Port}: {_server?.Output}");
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync("INT");
        Directory.Delete(_folder, recursive: true);
    }

    private static string FindPrograms()
    {
        const string Versions = "/usr/lib/postgresql";
        var newest = Directory.Exists(Versions)
            ? Directory
                .GetDirectories(Versions)
                .Where(folder => File.Exists(Path.Combine(folder, "bin", "postgres")))
                .OrderByDescending(folder =>
                    int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0
                )
                .FirstOrDefault()
            : null;
        return newest is not null
            ? Path.Combine(newest, "bin")
            : throw new InvalidOperationException(
                "These tests need PostgreSQL: install Debian's package 'postgresql' (apt-get install postgresql)."
            );
    }

    /// <summary>
    /// The command for an ordinary user; as root, run through setpriv as <c>postgres</c>.
    /// </summary>
    private IEnumerable<string> Command(string program, params string[] arguments) =>
        Environment.IsPrivilegedProcess
            ?
            [
                "setpriv",
                "--reuid=postgres",
                "--regid=postgres",
                "--init-groups",
                "--",
                Path.Combine(_programs, program),
                .. arguments,
            ]
            : [Path.Combine(_programs, program), .. arguments];

    private async Task CreateClusterAsync()
    {
        var passwordFile = Path.Combine(_folder, "password");
        await File.WriteAllTextAsync(passwordFile, Password);
        if (Environment.IsPrivilegedProcess)
            await ServerProcess.RunAsync(["chown", "-R", "postgres:", _folder]);
        await ServerProcess.RunAsync(
            Command(
                "initdb",
                "-D",
                Path.Combine(_folder, "data"),
                "-U",
                _user,
                "--pwfile",
                passwordFile,
                "--auth=scram-sha-256",
                "-E",
                "UTF8",
                "--locale=C.UTF-8"
            )
        );
    }

    private async Task StartOnFreePortAsync()
    {
        for (var left = 5; left > 0; left--)
        {
            Port = FreePort.Find();
            if (await TryStartAsync())
                return;
        }

        throw new InvalidOperationException($"PostgreSQL did not start: {_server?.Output}");
    }

    private async Task<bool> TryStartAsync()
    {
        await EndAsync("INT");
        _server = ServerProcess.Start(
            Command(
                "postgres",
                "-D",
                Path.Combine(_folder, "data"),
                "-p",
                Port.ToString(CultureInfo.InvariantCulture),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "max_connections=200"
            )
        );
        using var timeout = new CancellationTokenSource(MaxStartTime);
        while (!_server.HasExited)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionStringOf("postgres"));
                await connection.OpenAsync(timeout.Token);
                return true;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(50, timeout.Token);
            }
        }

        return false;
    }

    private async Task EndAsync(string signal)
    {
        if (_server is null)
            return;
        await _server.EndAsync(signal);
        _server.Dispose();
        _server = null;
    }
}
