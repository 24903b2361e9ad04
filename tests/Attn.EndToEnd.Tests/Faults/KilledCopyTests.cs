using Attn.Testing;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests.Faults;

/// <summary>A replica is killed while it moves a class of 5000 records into the archive.</summary>
public sealed class KilledCopyTests(FaultServers servers)
{
    private const int Students = 5000;

    [Fact]
    public async Task A_kill_at_any_step_of_archiving_loses_nothing()
    {
        string[] points = ["after-copy", "in-save", "after-save", "before-remove", "after-remove"];
        var stores = await servers.NewStoresAsync();
        await using var replicas = await Replicas.StartDoomedAsync(stores, points);
        await using var crowd = await Crowd.ComesToAsync(stores);
        var classes = new List<ClassLedger>();
        for (var index = 0; index < points.Length; index++)
        {
            var teacher = await Teacher.SignsInAsync(replicas[index].Url, index + 1);
            classes.Add(await ClassLedger.OpenAsync(points[index], teacher));
            await crowd.AttendsAsync(classes[index], Students);
        }

        for (var index = 0; index < points.Length; index++)
        {
            var victim = replicas[index];
            await classes[index].TryToFinishAsync(victim.Url);
            await Eventually.IsTrueAsync(
                () => Task.FromResult(victim.HasExited),
                $"the program is dead {points[index]}",
                TimeSpan.FromMinutes(4)
            );
        }

        // The next worker finds the copy half done while the teacher corrects records.
        var survivor = await replicas.StartOneMoreAsync();
        foreach (var @class in classes)
            await @class.CorrectAsync(survivor.Url, Crowd.Number(1), Crowd.Number(2), Crowd.Number(3));
        await Aftermath.IsCleanAsync(stores, survivor, classes);
    }

    [Fact]
    public async Task Thirty_kills_at_random_moments_lose_nothing()
    {
        const int kills = 30;
        const int leastInTheMiddle = 5;
        var stores = await servers.NewStoresAsync();
        await using var replicas = await Replicas.StartTwoAsync(stores);
        await using var crowd = await Crowd.ComesToAsync(stores);
        Task[] ready = [Task.CompletedTask, Task.CompletedTask];
        var teachers = new List<Teacher>();
        for (var number = 1; number <= 10; number++)
            teachers.Add(await Teacher.SignsInAsync(replicas[number % 2].Url, number));

        // Each victim has just started, so measure with a replica that has just started, too.
        var first = await OpenAsync("measured", teachers[0], replicas[0], crowd);
        var copyTime = await MeasureCopyAsync(stores, first, replicas[0]);

        List<ClassLedger> classes = [first];
        var inTheMiddle = 0;
        for (var kill = 1; kill <= kills; kill++)
        {
            var victim = replicas[kill % 2];
            await ready[kill % 2];
            var teacher = teachers[kill % teachers.Count];
            await FinishAgainAsync(classes, teacher, victim);
            var @class = await OpenAsync($"kill {kill}", teacher, victim, crowd);
            classes.Add(@class);

            var finishing = @class.TryToFinishAsync(victim.Url);
            await Task.Delay(copyTime * Random.Shared.NextDouble());
            await victim.KillAsync();
            await finishing;
            inTheMiddle += await stores.HoldsLiveAsync(@class.Id) ? 1 : 0;
            ready[kill % 2] = victim.StartAgainAsync();
        }

        await Task.WhenAll(ready);
        foreach (var @class in classes)
            Assert.True(await @class.TryToFinishAsync(replicas[0].Url));
        await Aftermath.IsCleanAsync(stores, replicas[0], classes);
        Assert.True(
            inTheMiddle >= leastInTheMiddle,
            $"Only {inTheMiddle} of {kills} kills came before the end of a copy, which takes {copyTime}."
        );
    }

    private static async Task<ClassLedger> OpenAsync(string name, Teacher teacher, AttnProgram replica, Crowd crowd)
    {
        using var here = teacher.At(replica.Url);
        var @class = new ClassLedger(name, teacher, await here.OpensAsync());
        await crowd.AttendsAsync(@class, Students);
        return @class;
    }

    /// <summary>A teacher whose finish got no answer presses the button again.</summary>
    private static async Task FinishAgainAsync(List<ClassLedger> classes, Teacher teacher, AttnProgram replica)
    {
        if (classes.LastOrDefault(earlier => earlier.Teacher == teacher) is { } earlier)
            Assert.True(await earlier.TryToFinishAsync(replica.Url));
    }

    private static async Task<TimeSpan> MeasureCopyAsync(Stores stores, ClassLedger @class, AttnProgram replica)
    {
        var begin = TimeProvider.System.GetTimestamp();
        Assert.True(await @class.TryToFinishAsync(replica.Url));
        await Eventually.IsTrueAsync(
            async () => !await stores.HoldsLiveAsync(@class.Id),
            "the copy is done",
            TimeSpan.FromMinutes(4)
        );
        return TimeProvider.System.GetElapsedTime(begin);
    }
}
