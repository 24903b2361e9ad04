using System.Net;
using Attn.EndToEnd.Tests.Faults;
using Attn.Testing;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests.Admin;

/// <summary>
/// An archive worker pauses in the middle of its work, holding a copy of a person who is deleted meanwhile.
/// </summary>
public sealed class DeletedWhileArchivedTests(FaultServers servers)
{
    [Theory]
    [InlineData("before-copy")]
    [InlineData("after-copy")]
    [InlineData("in-save")]
    [InlineData("after-save")]
    [InlineData("before-remove")]
    public async Task Paused_worker_does_not_restore_a_deleted_person(string point)
    {
        var stores = await servers.NewStoresAsync();
        await using var replicas = await Replicas.StartDoomedAsync(stores, [$"{point}:pause"]);
        var paused = replicas[0];
        using var teacher = await Teacher.SignsInAsync(paused.Url);
        using var student = await Student.SignsInAsync(paused.Url, 3);
        using var other = await Student.SignsInAsync(paused.Url, 4);
        var id = await teacher.OpensAsync();
        (await student.AttendsAsync(id)).Expect(HttpStatusCode.OK);
        (await other.AttendsAsync(id)).Expect(HttpStatusCode.OK);
        (await teacher.FailsAsync(id, Places.Number, "left early")).Expect(HttpStatusCode.OK);
        await teacher.FinishesAsync(id);
        await Eventually.IsTrueAsync(() => Task.FromResult(paused.IsPaused), $"the worker is paused {point}");

        (await paused.AdminAsync("delete-user", Places.Number, "--yes")).Expect(0);
        await paused.ResumeAsync();
        await Eventually.IsTrueAsync(
            async () => !await stores.HoldsLiveAsync(id),
            "the class session is archived",
            TimeSpan.FromMinutes(4)
        );

        Assert.Equal([Places.OtherNumber], (await teacher.ListsAsync(id)).Keys);
        Assert.Empty(await stores.FindAsync(Places.Number));
        Assert.Empty(await stores.FindAsync(Places.Name));
    }
}
