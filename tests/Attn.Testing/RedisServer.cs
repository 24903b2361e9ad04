using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Attn.Testing;

/// <summary>
/// A private Redis from Debian's package on a free port, append-only as in production, with its own folder, deleted
/// at the end.
/// </summary>
public sealed class RedisServer : IAsyncDisposable
{
    private static readonly TimeSpan MaxStartTime = TimeSpan.FromMinutes(3);
    private readonly string _folder = Directory.CreateTempSubdirectory("attn-redis-").FullName;
    private readonly IReadOnlyList<string> _settings;
    private ServerProcess? _server;

    private RedisServer(IReadOnlyList<string> settings) => _settings = settings;

    /// <summary>The folder of its append-only file and dumps.</summary>
    public string Folder => _folder;

    public int Port { get; private set; }

    /// <summary>The address of a database in the form of <c>APPLICATION_REDIS_URL</c>.</summary>
    public string UrlOf(int database = 0) =>
        string.Create(CultureInfo.InvariantCulture, $"redis://127.0.0.1:{Port}/{database}");

    /// <param name="settings">More command line arguments, such as <c>--requirepass secret</c>.</param>
    public static async Task<RedisServer> StartAsync(params IReadOnlyList<string> settings)
    {
        if (FindProgram() is null)
            throw new InvalidOperationException(
                "These tests need Redis: install Debian's package 'redis-server' (apt-get install redis-server)."
            );

        var server = new RedisServer(settings);
        try
        {
            await server.StartOnFreePortAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the server; its data remain on disk.</summary>
    public Task StopAsync() => EndAsync("TERM");

    /// <summary>
    /// SIGKILL: the process dies, but with <c>appendfsync everysec</c> what it wrote is in the system's cache and
    /// survives.
    /// </summary>
    public Task KillAsync() => EndAsync("KILL");

    /// <summary>SIGSTOP: connections stay open and nothing responds, as behind a dead network.</summary>
    public Task PauseAsync() => _server?.SignalAsync("STOP") ?? Task.CompletedTask;

    public Task ResumeAsync() => _server?.SignalAsync("CONT") ?? Task.CompletedTask;

    /// <summary>Restarts the server on its port with its data.</summary>
    public async Task StartAgainAsync()
    {
        if (!await TryStartAsync())
            throw new InvalidOperationException($"Redis did not start again on port {Port}: {_server?.Output}");
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAgainAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync("KILL");
        Directory.Delete(_folder, recursive: true);
    }

    private static string? FindProgram() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Append("/usr/bin")
            .Select(folder => Path.Combine(folder, "redis-server"))
            .FirstOrDefault(File.Exists);

    private async Task StartOnFreePortAsync()
    {
        for (var left = 5; left > 0; left--)
        {
            Port = FreePort.Find();
            if (await TryStartAsync())
                return;
        }

        throw new InvalidOperationException($"Redis did not start: {_server?.Output}");
    }

    private async Task<bool> TryStartAsync()
    {
        await EndAsync("TERM");
        _server = ServerProcess.Start([
            FindProgram()!,
            "--port",
            Port.ToString(CultureInfo.InvariantCulture),
            "--bind",
            "127.0.0.1",
            "--dir",
            _folder,
            "--save",
            "",
            "--appendonly",
            "yes",
            "--appendfsync",
            "everysec",
            "--maxmemory-policy",
            "noeviction",
            .. _settings,
        ]);
        using var timeout = new CancellationTokenSource(MaxStartTime);
        while (!_server.HasExited)
        {
            if (await IsUpAsync(timeout.Token))
                return true;
            await Task.Delay(20, timeout.Token);
        }

        return false;
    }

    /// <summary>Any answer but "loading" means that it serves, including one that asks for a password.</summary>
    private async Task<bool> IsUpAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
            await client.GetStream().WriteAsync("PING\r\n"u8.ToArray(), cancellationToken);
            var answer = new byte[128];
            var length = await client.GetStream().ReadAsync(answer, cancellationToken);
            return answer.AsSpan(0, length).StartsWith("+PONG"u8) || answer.AsSpan(0, length).StartsWith("-NOAUTH"u8);
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
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
