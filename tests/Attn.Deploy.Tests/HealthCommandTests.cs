using System.Globalization;

namespace Attn.Deploy.Tests;

/// <summary>The health check of Redis in compose.yaml, with the port of a test.</summary>
public sealed class HealthCommandTests
{
    [Fact]
    public async Task Redis_is_healthy_while_it_answers_its_user()
    {
        using var folder = await DeployFolder.WithSecretsAsync();
        var test = (await ComposeFile.ReadAsync(folder)).Services["redis"]["healthcheck"]!["test"];
        Assert.Equal("CMD-SHELL", ComposeFile.Text(test[0]));
        await using var redis = await DeployedRedis.StartAsync();
        var environment = redis.Environment();
        var command = ComposeFile
            .Text(test[1])
            .Replace("$$", "$", StringComparison.Ordinal)
            .Replace(
                "redis-cli",
                string.Create(CultureInfo.InvariantCulture, $"redis-cli -p {redis.Port}"),
                StringComparison.Ordinal
            );

        Assert.Equal(0, (await Shell.RunAsync(["sh", "-c", command], "/", environment)).ExitCode);
        environment["REDIS_PASSWORD"] = "another";
        Assert.NotEqual(0, (await Shell.RunAsync(["sh", "-c", command], "/", environment)).ExitCode);
    }
}
