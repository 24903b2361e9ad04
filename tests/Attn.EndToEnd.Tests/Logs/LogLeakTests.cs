using System.Globalization;
using Attn.Aksis.Simulator;
using Attn.Testing;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests.Logs;

/// <summary>
/// The log of a whole run in Production, on real servers that fail meanwhile, holds no password, token, cookie, picture
/// or name.
/// </summary>
public sealed class LogLeakTests
{
    private const string SecretKey = "a-secret-key-of-this-test-that-is-long-enough";
    private const string WebhookKey = "a-webhook-key-of-this-test-that-is-long-enough";

    [Theory]
    [InlineData("Information")]
    [InlineData("Trace")]
    public async Task No_line_of_the_log_holds_a_secret_or_a_name(string level)
    {
        var secrets = new Secrets();
        secrets.Add("a key of the program", SecretKey, WebhookKey);
        secrets.Add("a database's password", "p@ss/word:1");
        await using var portal = await AksisSimulator.StartAsync();
        foreach (var user in LoggedClass.TheStudents.Append(LoggedClass.TheTeacher))
            portal.With(user);
        await using var verifier = await PlayedVerifier.StartAsync(WebhookKey);
        await using var redis = await RedisServer.StartAsync();
        await using var postgres = await PostgresServer.StartAsync();
        await using var program = await AttnProgram.StartAsync([
            .. Settings(level, verifier, redis, postgres.UrlOf(await postgres.CreateDatabaseAsync())),
            .. portal.Environment.Select(variable => (variable.Key, variable.Value!)),
        ]);

        using var lesson = new LoggedClass(program, portal, verifier, secrets);
        await lesson.RunAsync();
        await postgres.StopAsync();
        await lesson.TryDuringOutageAsync();
        await redis.StopAsync();
        await lesson.TryDuringOutageAsync();
        await redis.StartAgainAsync();
        await postgres.StartAgainAsync();
        await lesson.SignOutAsync();
        await program.StopAsync();

        secrets.Add("a cookie of the portal", portal.Secrets);
        var log = program.Log;
        AssertItIsTheLog(log, level);
        var found = secrets.FindIn(log).ToList();
        Assert.True(
            found.Count == 0,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{found.Count} of {log.Count} lines hold what must not be in a log "
                    + $"({secrets.Count} things were looked for):\n{string.Join('\n', found.Take(30))}"
            )
        );
    }

    /// <summary>
    /// Proves that the log was looked at: it must hold the mishaps of the run, without anybody's name.
    /// </summary>
    private static void AssertItIsTheLog(IReadOnlyList<string> log, string level)
    {
        string[] expected =
        [
            "Now listening on",
            "A sign-in at the portal failed at step",
            "A student signed in without a photo or schedule",
            "The face verifier answered 503",
            "Answered 503",
            "Application is shutting down",
        ];
        Assert.All(expected, words => Assert.Contains(log, line => line.Contains(words, StringComparison.Ordinal)));
        if (level == "Trace")
            Assert.Contains(
                log,
                line =>
                    line.Contains("\"LogLevel\":\"Trace\"", StringComparison.Ordinal)
                    && line.Contains("Microsoft.AspNetCore", StringComparison.Ordinal)
            );
    }

    private static (string Variable, string Value)[] Settings(
        string level,
        PlayedVerifier verifier,
        RedisServer redis,
        string database
    )
    {
        var url = $"http://127.0.0.1:{FreePort.Find()}";
        return
        [
            ("ASPNETCORE_ENVIRONMENT", "Production"),
            ("SECRET_KEY", SecretKey),
            ("WEBHOOK_SECRET_KEY", WebhookKey),
            ("RATE_LIMIT_FACTOR", "1000"),
            ("ASPNETCORE_URLS", url),
            ("MAIN_APP_BASE_URL", url),
            ("FACE_VERIFIER_MICROSERVICE_URL", verifier.Url.ToString()),
            ("CAMPUS_NETWORKS", "127.0.0.0/8"),
            ("DATABASE_URL", database),
            ("APPLICATION_REDIS_URL", redis.UrlOf()),
            ("RATE_LIMITER_REDIS_URL", redis.UrlOf(1)),
            // Information: what the program itself logs. Trace: everything of the framework, too.
            .. level == "Information"
                ? []
                : new[]
                {
                    "Default",
                    "Microsoft",
                    "Microsoft.AspNetCore",
                    "Microsoft.EntityFrameworkCore",
                    "System",
                    "System.Net.Http",
                }.Select(category => ($"Logging__LogLevel__{category}", level)),
        ];
    }
}
