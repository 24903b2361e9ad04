using System.Globalization;
using Attn.Testing;

namespace Attn.Deploy.Tests;

/// <summary>A real Redis, started by deploy/redis/start.sh on a port and a folder of its own.</summary>
internal sealed class DeployedRedis : IAsyncDisposable
{
    public const string Password = "attn-password-of-a-test";
    public const string AdminPassword = "admin-password-of-a-test";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("attn-redis-");
    private ServerProcess? _server;

    public int Port { get; private set; }

    public static async Task<DeployedRedis> StartAsync()
    {
        var redis = new DeployedRedis();
        try
        {
            for (var left = 5; !await redis.TryStartAsync(); left--)
            {
                if (left == 0)
                    throw new InvalidOperationException($"Redis did not start: {redis._server?.Output}");
            }

            return redis;
        }
        catch
        {
            await redis.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a command as a user; <c>null</c>: without a user name.</summary>
    public async Task<string> AskAsync(string? user, string password, params string[] command)
    {
        string[] who = user is null ? [] : ["--user", user, "--no-auth-warning"];
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        if (user is not null)
            environment["REDISCLI_AUTH"] = password;
        var answer = await Shell.RunAsync(
            ["redis-cli", "-p", Port.ToString(CultureInfo.InvariantCulture), .. who, .. command],
            _folder.FullName,
            environment
        );
        return (answer.Output + answer.Errors).Trim();
    }

    public Dictionary<string, string> Environment() =>
        new(StringComparer.Ordinal)
        {
            ["REDIS_PASSWORD"] = Password,
            ["REDIS_ADMIN_PASSWORD"] = AdminPassword,
            ["REDIS_PORT"] = Port.ToString(CultureInfo.InvariantCulture),
            ["REDIS_BIND"] = "127.0.0.1",
            ["REDIS_DATA"] = _folder.FullName,
            ["REDIS_RUN"] = _folder.FullName,
        };

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.EndAsync("KILL");
        _server?.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task<bool> TryStartAsync()
    {
        _server?.Dispose();
        Port = FreePort.Find();
        _server = ServerProcess.Start(["sh", Repository.PathOf("deploy/redis/start.sh")], Environment());
        try
        {
            await _server.WaitForAsync("Ready to accept connections", TimeSpan.FromSeconds(30));
            return true;
        }
        catch (InvalidOperationException) when (_server.HasExited)
        {
            return false;
        }
    }
}
