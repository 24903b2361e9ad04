using System.Net;
using System.Text.Json;
using Attn.Testing;
using Attn.Testing.Program;

namespace Attn.Api.Tests;

/// <summary><c>/health/ready</c> while the program's servers stop and start, and <c>/health</c>.</summary>
public sealed class ReadinessTests
{
    [Fact]
    public async Task The_embedded_program_is_ready_without_any_server()
    {
        await using var program = await AttnProgram.StartAsync();
        using var client = new AttnClient(program.Url);
        var answer = (await client.GetAsync("/health/ready")).Expect(HttpStatusCode.OK);

        Assert.Equal("ready", answer.Words("status"));
        Assert.Equal(["archive", "live_store"], Names(answer));
        Assert.All(
            answer["dependencies"].EnumerateArray(),
            dependency =>
            {
                Assert.Equal("up", dependency.GetProperty("status").GetString());
                Assert.InRange(dependency.GetProperty("latency_ms").GetDouble(), 0, 2100);
                Assert.Equal(JsonValueKind.Null, dependency.GetProperty("detail").ValueKind);
            }
        );
    }

    [Fact]
    public async Task An_outage_of_a_required_server_is_503_and_any_other_is_only_reported()
    {
        await using var live = await RedisServer.StartAsync();
        await using var limiter = await RedisServer.StartAsync();
        await using var postgres = await PostgresServer.StartAsync();
        await using var program = await AttnProgram.StartAsync(
            ("APPLICATION_REDIS_URL", live.UrlOf()),
            ("RATE_LIMITER_REDIS_URL", limiter.UrlOf()),
            ("DATABASE_URL", postgres.UrlOf(await postgres.CreateDatabaseAsync())),
            ("FACE_VERIFIER_MICROSERVICE_URL", "http://127.0.0.1:9")
        );
        using var client = new AttnClient(program.Url);

        var atStart = (await client.GetAsync("/health/ready")).Expect(HttpStatusCode.OK);
        Assert.Equal(["archive", "face_verifier", "live_store", "rate_limiter"], Names(atStart));
        Assert.Equal("up down up up", Statuses(atStart));
        foreach (var store in new[] { "archive", "live_store", "rate_limiter" })
            Assert.InRange(Of(atStart, store).GetProperty("clock_difference_ms").GetDouble(), -500, 500);
        Assert.Equal(JsonValueKind.Null, Of(atStart, "face_verifier").GetProperty("clock_difference_ms").ValueKind);

        await limiter.StopAsync();
        await BecomesAsync(client, "up down up down", HttpStatusCode.OK);
        // A paused server neither answers nor refuses; the check is bounded all the same.
        await live.PauseAsync();
        await BecomesAsync(client, "up down down down", HttpStatusCode.ServiceUnavailable);
        await live.ResumeAsync();
        await limiter.StartAgainAsync();
        await BecomesAsync(client, "up down up up", HttpStatusCode.OK);
        await postgres.StopAsync();
        await BecomesAsync(client, "down down up up", HttpStatusCode.ServiceUnavailable);
        Assert.DoesNotContain("127.0.0.1", (await client.GetAsync("/health/ready")).Text, StringComparison.Ordinal);
        await postgres.StartAgainAsync();
        await BecomesAsync(client, "up down up up", HttpStatusCode.OK);
        (await client.GetAsync("/health")).Expect(HttpStatusCode.OK);
        Assert.Contains("rate_limiter does not answer", program.Output, StringComparison.Ordinal);
        Assert.Contains("rate_limiter answers again", program.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_lists_every_worker_and_its_last_success()
    {
        await using var program = await AttnProgram.StartAsync();
        using var client = new AttnClient(program.Url);
        string[] names = ["archiving", "face_check_sender", "live_store_sweep", "retention"];
        await Eventually.IsTrueAsync(
            async () =>
                (await client.GetAsync("/health"))["workers"] is var workers
                && names.All(name => workers.GetProperty(name).ValueKind == JsonValueKind.String),
            "every worker has succeeded once"
        );

        var health = (await client.GetAsync("/health")).Expect(HttpStatusCode.OK);
        Assert.Equal("ok", health.Words("status"));
        Assert.Equal(names, health["workers"].EnumerateObject().Select(worker => worker.Name).Order());
        foreach (var member in new[] { "archived_at", "face_checks_sent_at", "old_deleted_at" })
            Assert.Equal(JsonValueKind.String, health[member].ValueKind);
    }

    [Fact]
    public async Task Outside_Development_every_line_of_the_log_is_a_JSON_object()
    {
        await using var program = await AttnProgram.StartAsync(
            ("ASPNETCORE_ENVIRONMENT", "Production"),
            ("SECRET_KEY", "c1f0a7d92b6e48355de8f09a7b34c6d1"),
            ("WEBHOOK_SECRET_KEY", "9e27b4a08d5f13c66f1be2d04c98a735"),
            ("RATE_LIMIT_FACTOR", "1"),
            ("Logging__LogLevel__Microsoft.AspNetCore", "Information")
        );
        using var client = new AttnClient(program.Url);
        (await client.GetAsync("/health")).Expect(HttpStatusCode.OK);
        await program.StopAsync();

        var lines = program
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Skip(1)
            .ToList();
        Assert.NotEmpty(lines);
        Assert.All(
            lines,
            line =>
            {
                using var entry = JsonDocument.Parse(line);
                Assert.EndsWith("Z", entry.RootElement.GetProperty("Timestamp").GetString(), StringComparison.Ordinal);
                Assert.NotEmpty(entry.RootElement.GetProperty("Category").GetString()!);
            }
        );
        Assert.Contains(lines, line => line.Contains("\"RequestRoute\":\"/health\"", StringComparison.Ordinal));
    }

    private static Task BecomesAsync(AttnClient client, string statuses, HttpStatusCode status) =>
        Eventually.IsTrueAsync(
            async () =>
                await client.GetAsync("/health/ready") is var answer
                && answer.Status == status
                && Statuses(answer) == statuses,
            $"ready says {statuses}"
        );

    private static JsonElement Of(Answer answer, string name) =>
        answer["dependencies"]
            .EnumerateArray()
            .Single(dependency => dependency.GetProperty("name").GetString() == name);

    private static IEnumerable<string> Names(Answer answer) =>
        answer["dependencies"]
            .EnumerateArray()
            .Select(dependency => dependency.GetProperty("name").GetString()!)
            .Order(StringComparer.Ordinal);

    private static string Statuses(Answer answer) =>
        string.Join(' ', Names(answer).Select(name => Of(answer, name).GetProperty("status").GetString()));
}
