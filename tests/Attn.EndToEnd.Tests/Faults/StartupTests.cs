using System.Net;
using Attn.Testing;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests.Faults;

/// <summary>The program starts before its servers.</summary>
public sealed class StartupTests
{
    [Fact]
    public async Task The_program_waits_for_servers_that_start_later()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var postgres = await PostgresServer.StartAsync();
        var stores = new Stores(redis, 0, postgres, await postgres.CreateDatabaseAsync());
        await redis.StopAsync();
        await postgres.StopAsync();

        await using var program = AttnProgram.Begin(stores.Settings);
        await program.SaysAsync("waiting for Redis");
        await redis.StartAgainAsync();
        await program.SaysAsync("waiting for it");
        Assert.DoesNotContain("Now listening", program.Output, StringComparison.Ordinal);
        await postgres.StartAgainAsync();

        await program.ListensAsync();
        using var teacher = await Teacher.SignsInAsync(program.Url);
        using var student = await Student.SignsInAsync(program.Url, 1);
        var @class = await ClassLedger.OpenAsync("first", teacher);
        (await student.AttendsAsync(@class.Id)).Expect(HttpStatusCode.OK);
        @class.Says(student.Number, ClassLedger.Present);
        await teacher.FinishesAsync(@class.Id);
        await Aftermath.IsCleanAsync(stores, program, @class);
    }
}
