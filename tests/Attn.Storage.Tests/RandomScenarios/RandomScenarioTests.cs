using System.Globalization;
using Attn.Domain;
using Attn.Storage.Archive.Sqlite;
using Attn.Storage.Live;
using Attn.Storage.Tests.Archive;
using Attn.Storage.Tests.Live;
using Attn.Storage.Tests.Redis;
using FsCheck;
using FsCheck.Fluent;

namespace Attn.Storage.Tests.RandomScenarios;

/// <summary>
/// The stores follow the rules in every order of events: random check-ins, decisions, verdicts, time-outs, finishes and
/// archive steps, which are interrupted between any two. A failure shows the shortest sequence that still fails.
/// RANDOM_SCENARIOS=20 tries twenty times as many.
/// </summary>
public sealed class RandomScenarioTests(PostgresDatabase postgres, SharedRedis redis) : IClassFixture<PostgresDatabase>
{
    private static DateTimeOffset Start => TimeProvider.System.GetUtcNowMilliseconds();

    [Fact]
    public Task The_embedded_stores_follow_the_rules() =>
        HoldsAsync(
            100,
            async () =>
            {
                var harness = (SqliteLiveHarness)await SqliteLiveHarness.CreateAsync(new LiveStoreLimits(), Start);
                var archive = new SqliteArchiveDatabase(harness.Database, TimeProvider.System);
                await archive.ApplySchemaAsync(CancellationToken.None);
                return new(harness, archive, Start);
            }
        );

    [Fact]
    public Task Redis_and_PostgreSQL_follow_the_rules() =>
        HoldsAsync(
            12,
            async () => new(await RedisLiveHarness.CreateAsync(redis, new LiveStoreLimits()), postgres.Archive, Start)
        );

    /// <summary>
    /// The stores serve one scenario after the other, because each must leave them empty. After a failure the next
    /// scenario gets new ones.
    /// </summary>
    private static async Task HoldsAsync(int scenarios, Func<Task<RandomStores>> create)
    {
        RandomStores? stores = null;
        var property = Prop.ForAll(
            Steps.Any(),
            async steps =>
            {
                stores ??= await create();
                try
                {
                    await Scenario.RunAsync(stores, steps);
                }
                catch
                {
                    await stores.DisposeAsync();
                    stores = null;
                    throw;
                }
            }
        );
        await Task.Run(() => property.Check(Config.QuickThrowOnFailure.WithMaxTest(scenarios * ReadFactor())));
        if (stores is not null)
            await stores.DisposeAsync();
    }

    private static int ReadFactor() =>
        int.TryParse(
            Environment.GetEnvironmentVariable("RANDOM_SCENARIOS"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var factor
        )
            ? factor
            : 1;
}
