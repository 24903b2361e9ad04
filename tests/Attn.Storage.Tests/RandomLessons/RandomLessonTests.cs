using System.Globalization;
using Attn.Domain;
using Attn.Storage.Archive.Sqlite;
using Attn.Storage.Live;
using Attn.Storage.Tests.Archive;
using Attn.Storage.Tests.Live;
using Attn.Storage.Tests.Redis;
using FsCheck;
using FsCheck.Fluent;

namespace Attn.Storage.Tests.RandomLessons;

/// <summary>
/// Whatever happens in whatever order, the stores say what the rules say: random attends, decisions, verdicts, time-outs, finishes and archive
/// steps, these interrupted between any two. A failure shows the shortest sequence that still fails. RANDOM_LESSONS=20 tries twenty times as many.
/// </summary>
public sealed class RandomLessonTests(PostgresDatabase postgres, SharedRedis redis) : IClassFixture<PostgresDatabase>
{
    private static DateTimeOffset Start => TimeProvider.System.GetUtcNowMilliseconds();

    [Fact]
    public Task The_embedded_store_keeps_to_the_rules() =>
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
    public Task Redis_and_PostgreSQL_keep_to_the_rules() =>
        HoldsAsync(
            12,
            async () => new(await RedisLiveHarness.CreateAsync(redis, new LiveStoreLimits()), postgres.Archive, Start)
        );

    /// <summary>The stores serve one lesson after the other, because each must leave them empty; after a failure the next gets new ones.</summary>
    private static async Task HoldsAsync(int lessons, Func<Task<RandomStores>> create)
    {
        RandomStores? stores = null;
        var property = Prop.ForAll(
            Steps.Any(),
            async steps =>
            {
                stores ??= await create();
                try
                {
                    await World.RunAsync(stores, steps);
                }
                catch
                {
                    await stores.DisposeAsync();
                    stores = null;
                    throw;
                }
            }
        );
        var times = int.TryParse(
            Environment.GetEnvironmentVariable("RANDOM_LESSONS"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var more
        )
            ? more
            : 1;
        await Task.Run(() => property.Check(Config.QuickThrowOnFailure.WithMaxTest(lessons * times)));
        if (stores is not null)
            await stores.DisposeAsync();
    }
}
