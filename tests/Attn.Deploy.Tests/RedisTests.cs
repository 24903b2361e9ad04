using Attn.Testing;

namespace Attn.Deploy.Tests;

/// <summary>Redis as deploy/redis starts it.</summary>
public sealed class RedisTests
{
    [Fact]
    public async Task Redis_persists_everything_and_requires_a_password()
    {
        await using var redis = await DeployedRedis.StartAsync();

        Assert.Contains("NOAUTH", await redis.AskAsync(null, "", "GET", "attn:ends"), StringComparison.Ordinal);
        Assert.Contains("WRONGPASS", await redis.AskAsync("attn", "guessed", "PING"), StringComparison.Ordinal);
        Assert.Equal("OK", await redis.AskAsync("attn", DeployedRedis.Password, "SET", "attn:x", "1"));
        Assert.All(
            [("appendonly", "yes"), ("maxmemory-policy", "noeviction"), ("maxmemory", "1073741824")],
            setting =>
                Assert.EndsWith(
                    setting.Item2,
                    redis
                        .AskAsync("admin", DeployedRedis.AdminPassword, "CONFIG", "GET", setting.Item1)
                        .GetAwaiter()
                        .GetResult(),
                    StringComparison.Ordinal
                )
        );
    }

    [Theory]
    [InlineData("FLUSHALL")]
    [InlineData("CONFIG", "GET", "*")]
    [InlineData("KEYS", "*")]
    [InlineData("SET", "somebody:elses", "1")]
    [InlineData("PUBLISH", "somebody:elses", "1")]
    public async Task The_programs_redis_user_may_run_only_the_commands_it_needs(params string[] command)
    {
        await using var redis = await DeployedRedis.StartAsync();

        Assert.Contains(
            "NOPERM",
            await redis.AskAsync("attn", DeployedRedis.Password, command),
            StringComparison.Ordinal
        );
    }

    /// <summary>The documented command that runs inside the container.</summary>
    [Fact]
    public async Task The_documented_backup_contains_the_data()
    {
        var line = File.ReadLines(Repository.PathOf("docs/operations.md"))
            .Single(line => line.StartsWith("docker compose exec -T redis sh -c '", StringComparison.Ordinal));
        await using var redis = await DeployedRedis.StartAsync();
        await redis.AskAsync("attn", DeployedRedis.Password, "SET", "attn:kept", "something to keep");
        var environment = redis.Environment();
        var command = line.Split('\'')[1]
            .Replace("redis-cli", $"redis-cli -p {environment["REDIS_PORT"]}", StringComparison.Ordinal);

        var backup = (await Shell.RunAsync(command, "/", environment)).ExpectSuccess().Output;

        Assert.StartsWith("REDIS0", backup, StringComparison.Ordinal);
        Assert.Contains("something to keep", backup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("p@ss:word/")]
    [InlineData("line\nuser x on nopass ~* +@all")]
    public async Task A_password_with_unsupported_characters_is_refused_by_name(string password)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["REDIS_PASSWORD"] = password,
            ["REDIS_ADMIN_PASSWORD"] = "fine",
            ["REDIS_RUN"] = "/nowhere",
        };

        var refused = await Shell.RunAsync(["sh", Repository.PathOf("deploy/redis/start.sh")], "/", environment);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains(
            "REDIS_PASSWORD must be set, to letters and digits only",
            refused.Errors,
            StringComparison.Ordinal
        );
    }
}
