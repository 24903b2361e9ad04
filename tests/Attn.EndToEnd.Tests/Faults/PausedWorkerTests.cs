using System.Net;
using Attn.Testing;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests.Faults;

/// <summary>
/// An archive worker is paused beyond its lease, as on a sleeping machine, and continues with stale data.
/// </summary>
public sealed class PausedWorkerTests(FaultServers servers)
{
    [Fact]
    public async Task A_paused_worker_overwrites_no_correction_and_restores_nothing_deleted()
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
            // If another replica's round takes the lease first and pauses, this one gets its turn when the lease ends.
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
                TimeSpan.FromMinutes(4)
            );
        foreach (var @class in classes)
            await @class.CorrectAsync(awake.Url, Crowd.Number(1), Crowd.Number(2), Crowd.Number(3));
        using var teacher = classes[deleted].Teacher.At(awake.Url);
        (await teacher.DeletesAsync(classes[deleted].Id, "Opened by mistake")).Expect(HttpStatusCode.NoContent);
        classes[deleted].IsDeleted = true;

        // From now on only the resumed workers archive: once the next class is in the history, the stale rounds are
        // over.
        await awake.KillAsync();
        for (var index = 0; index < points.Length; index++)
        {
            await replicas[index].ResumeAsync();
            var next = await ClassLedger.OpenAsync($"next of {points[index]}", classes[index].Teacher);
            await next.Teacher.FinishesAsync(next.Id);
            await next.Teacher.IsInHistoryAsync(next.Id, TimeSpan.FromMinutes(4));
            classes.Add(next);
        }

        await Aftermath.IsCleanAsync(stores, replicas[0], classes);
    }

    /// <summary>
    /// Finishing again wakes the worker, so that the test need not wait for its next round.
    /// </summary>
    private static async Task<bool> IsArchivedByAsync(AttnProgram replica, ClassLedger @class, Stores stores)
    {
        Assert.True(await @class.TryToFinishAsync(replica.Url));
        return !await stores.HoldsLiveAsync(@class.Id);
    }
}
