using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests.Faults;

/// <summary>Two replicas archive the same class sessions at once, because leases are removed.</summary>
public sealed class BothArchivingTests(FaultServers servers)
{
    [Fact]
    public async Task Two_workers_archive_the_same_classes_during_corrections_without_loss()
    {
        const int students = 500;
        var stores = await servers.NewStoresAsync();
        await using var replicas = await Replicas.StartTwoAsync(stores);
        await using var crowd = await Crowd.ComesToAsync(stores);
        var classes = new List<ClassLedger>();
        for (var number = 1; number <= 10; number++)
        {
            classes.Add(
                await ClassLedger.OpenAsync(
                    $"class {number}",
                    await Teacher.SignsInAsync(replicas[number % 2].Url, number)
                )
            );
            await crowd.AttendsAsync(classes[^1], students);
        }

        using var archived = new CancellationTokenSource();
        var noLeases = stores.EndLeasesAsync([.. classes.Select(@class => @class.Id)], archived.Token);
        try
        {
            await Parallel.ForEachAsync(
                classes,
                async (@class, _) =>
                {
                    // Both workers wake up; each replica gets one correction.
                    Assert.True(await @class.TryToFinishAsync(replicas[0].Url));
                    Assert.True(await @class.TryToFinishAsync(replicas[1].Url));
                    await @class.CorrectAsync(replicas[0].Url, Crowd.Number(1), Crowd.Number(2), Crowd.Number(3));
                    Assert.True(await @class.TryToFinishAsync(replicas[0].Url));
                    await @class.CorrectAsync(replicas[1].Url, Crowd.Number(4), Crowd.Number(5), Crowd.Number(6));
                }
            );
            await Aftermath.IsCleanAsync(stores, replicas[0], classes);
        }
        finally
        {
            await archived.CancelAsync();
            await noLeases;
        }
    }
}
