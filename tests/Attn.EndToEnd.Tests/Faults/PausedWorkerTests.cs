using System.Net;
using Attn.Testing;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests.Faults;

/// <summary>An archive worker is stopped past its lease, as on a machine that sleeps, and goes on with what it read long ago.</summary>
public sealed class PausedWorkerTests(FaultServers servers)
{
    [Fact]
    public async Task A_worker_that_slept_overwrites_no_correction_and_brings_nothing_deleted_back()
    {
        const int students = 200;
        string[] points = ["before-copy", "after-copy", "after-copy", "in-save", "before-remove"];
        const int deleted = 2;
        var stores = await servers.NewStoresAsync();
        await using var replicas = await Replicas.StartDoomedAsync(
            stores,
            [.. points.Select(point => $"{point}:pause")]
        );
        await using var crowd = await Crowd.ComesToAsync(stores);
        var classes = new List<ClassLedger>();
        for (var index = 0; index < points.Length; index++)
        {
            classes.Add(
                await ClassLedger.OpenAsync(
                    $"{points[index]} ({index})",
                    await Teacher.SignsInAsync(replicas[index].Url, index + 1)
                )
            );
            await crowd.AttendsAsync(classes[index], students);
        }

        for (var index = 0; index < points.Length; index++)
        {
            var sleeper = replicas[index];
            await classes[index].Teacher.FinishesAsync(classes[index].Id);
            // Where another replica's round comes first and falls asleep with the lease, this one has its turn when the lease ends.
            await Eventually.IsTrueAsync(
                () => Task.FromResult(sleeper.IsPaused),
                $"the worker sleeps {points[index]}",
                TimeSpan.FromSeconds(90)
            );
        }

        // The other replica takes over when the leases end, and its teachers correct what it archived.
        var awake = await replicas.StartOneMoreAsync();
        foreach (var @class in classes)
            await Eventually.IsTrueAsync(
                () => IsArchivedByAsync(awake, @class, stores),
                $"another worker has archived {@class.Name}",
                TimeSpan.FromSeconds(60)
            );
        foreach (var @class in classes)
            await @class.CorrectAsync(awake.Url, Crowd.Number(1), Crowd.Number(2), Crowd.Number(3));
        using var teacher = classes[deleted].Teacher.At(awake.Url);
        (await teacher.DeletesAsync(classes[deleted].Id, "Opened by mistake")).Expect(HttpStatusCode.NoContent);
        classes[deleted].IsDeleted = true;

        // Whatever is archived from here on, the sleepers do: each one has ended its old round when its next class is in the history.
        await awake.KillAsync();
        for (var index = 0; index < points.Length; index++)
        {
            await replicas[index].ResumeAsync();
            var next = await ClassLedger.OpenAsync($"next of {points[index]}", classes[index].Teacher);
            await next.Teacher.FinishesAsync(next.Id);
            await next.Teacher.IsInHistoryAsync(next.Id, TimeSpan.FromSeconds(60));
            classes.Add(next);
        }

        await Aftermath.IsCleanAsync(stores, replicas[0], classes);
    }

    /// <summary>A finish that is pressed again wakes the worker, which saves the test the wait for its next round.</summary>
    private static async Task<bool> IsArchivedByAsync(AttnProgram replica, ClassLedger @class, Stores stores)
    {
        Assert.True(await @class.TryToFinishAsync(replica.Url));
        return !await stores.HoldsLiveAsync(@class.Id);
    }
}
