using System.Globalization;
using System.Net;
using Attn.Testing;
using Attn.Testing.Program;

namespace Attn.Api.Tests;

/// <summary>RETENTION_DAYS in the running program. The archives' own tests cover what exactly is deleted.</summary>
public sealed class RetentionTests
{
    [Fact]
    public async Task Sessions_older_than_the_limit_are_deleted()
    {
        await using var program = await ClockedProgram.StartAsync(("RETENTION_DAYS", "1"));
        var old = await HoldsAsync(program);
        program.Clock.Advance(TimeSpan.FromHours(20));
        var young = await HoldsAsync(program);
        program.Clock.Advance(TimeSpan.FromHours(5));

        // The worker may still be busy with an earlier round: time goes on until the round that deletes.
        await Eventually.IsTrueAsync(
            async () =>
            {
                program.Clock.Advance(TimeSpan.FromMinutes(1));
                return !(await HistoryAsync(program)).Contains(old);
            },
            "the old session is deleted"
        );
        Assert.Equal([young], await HistoryAsync(program));
        // A round is stamped at its end, which comes after the deletion.
        await Eventually.IsTrueAsync(
            async () => await StampAsync(program) is { } stamp && stamp > program.Now.AddHours(-2),
            "/health shows the round that deleted it"
        );
        Assert.True(await StampAsync(program) <= program.Now);
    }

    [Fact]
    public async Task Zero_keeps_all_sessions()
    {
        await using var program = await ClockedProgram.StartAsync(("RETENTION_DAYS", "0"));
        var id = await HoldsAsync(program);
        program.Clock.Advance(TimeSpan.FromHours(30));

        Assert.Equal([id], await HistoryAsync(program));
        Assert.Null(await StampAsync(program));
    }

    /// <summary>Holds a class session and waits until it is in the history.</summary>
    private static async Task<Guid> HoldsAsync(ClockedProgram program)
    {
        using var teacher = await program.TeacherAsync();
        using var student = await program.StudentAsync();
        var id = await program.OpensAsync(teacher);
        (await student.AttendsAsync(id)).Expect(HttpStatusCode.OK);
        await teacher.FinishesAsync(id);
        await teacher.IsInHistoryAsync(id);
        return id;
    }

    private static async Task<List<Guid>> HistoryAsync(ClockedProgram program)
    {
        using var teacher = await program.TeacherAsync();
        return await teacher.HistoryAsync();
    }

    private static async Task<DateTimeOffset?> StampAsync(ClockedProgram program)
    {
        using var client = new AttnClient(program.Url);
        var stamp = (await client.GetAsync("/health")).Expect(HttpStatusCode.OK)["old_deleted_at"].GetString();
        return stamp is null ? null : DateTimeOffset.Parse(stamp, CultureInfo.InvariantCulture);
    }
}
