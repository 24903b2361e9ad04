using System.Net;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests.Faults;

/// <summary>A live view ends with its LoginSession, at whichever replica that ends, and tells nothing more.</summary>
public sealed class SignedOutStreamTests(FaultServers servers)
{
    /// <summary>
    /// 2 s is what is promised; a busy machine needs more. Without a message it is the heartbeat, 60 s.
    /// </summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(45);

    private static readonly (string, string) RareHeartbeat = ("LIVE_HEARTBEAT_SECONDS", "60");

    [Fact]
    public async Task It_ends_when_its_reader_signs_out_at_another_replica()
    {
        await using var replicas = await Replicas.StartTwoAsync(await servers.NewStoresAsync(), RareHeartbeat);
        await EndsWithItsLoginAsync(replicas[0].Url, replicas[1].Url);
    }

    [Fact]
    public async Task It_ends_in_the_embedded_store_too()
    {
        await using var program = await AttnProgram.StartAsync(RareHeartbeat);
        await EndsWithItsLoginAsync(program.Url, program.Url);
    }

    [Fact]
    public async Task It_ends_when_five_newer_sign_ins_push_its_login_out()
    {
        await using var replicas = await Replicas.StartTwoAsync(await servers.NewStoresAsync(), RareHeartbeat);
        using var teacher = await Teacher.SignsInAsync(replicas[0].Url);
        await using var events = await teacher.WatchesAsync(await teacher.OpensAsync());
        await events.NextAsync("snapshot");
        var newer = new List<Teacher>();
        for (var number = 0; number < 5; number++)
            newer.Add(await Teacher.SignsInAsync(replicas[number % 2].Url));

        Assert.Null(await events.NextAsync(Soon));
        (await teacher.GetAsync("/api/v1/teacher/attendances/live")).Expect(
            HttpStatusCode.Unauthorized,
            "not_signed_in"
        );
        foreach (var other in newer)
            await other.FindsLiveAsync();
    }

    private static async Task EndsWithItsLoginAsync(Uri here, Uri there)
    {
        using var teacher = await Teacher.SignsInAsync(here);
        using var colleague = await Teacher.SignsInAsync(here);
        using var student = await Student.SignsInAsync(there, 1);
        using var later = await Student.SignsInAsync(there, 2);
        var id = await teacher.OpensAsync();
        await using var events = await teacher.WatchesAsync(id);
        await using var others = await colleague.WatchesAsync(id);
        await events.NextAsync("snapshot");
        (await student.AttendsAsync(id)).Expect(HttpStatusCode.OK);
        Assert.Equal(student.Number, (await events.NextAsync("record")).Student);

        using var elsewhere = teacher.At(there);
        (await elsewhere.PostAsync("/api/v1/auth/logout")).Expect(HttpStatusCode.NoContent);
        (await later.AttendsAsync(id)).Expect(HttpStatusCode.OK);

        Assert.Null(await events.NextAsync(Soon));
        Assert.Equal("snapshot", (await others.NextAsync())!.Name);
        Assert.Equal(student.Number, (await others.NextAsync("record")).Student);
        Assert.Equal(later.Number, (await others.NextAsync("record")).Student);
    }
}
