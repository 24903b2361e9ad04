using System.Globalization;
using System.Net;
using Attn.Testing;
using Attn.Testing.Program;

namespace Attn.Api.Tests;

/// <summary>RETENTION_DAYS in the running program. What exactly goes is tested on the archives.</summary>
public sealed class RetentionTests
{
    [Fact]
    public async Task The_history_forgets_what_is_too_old()
    {
        await using var program = await ClockedProgram.StartAsync(("RETENTION_DAYS", "1"));
        var old = await HoldsAsync(program);
        program.Clock.Advance(TimeSpan.FromHours(20));
        var young = await HoldsAsync(program);
        program.Clock.Advance(TimeSpan.FromHours(5));

        using var teacher = await program.TeacherAsync();
        await Eventually.IsTrueAsync(
            async () => !(await teacher.HistoryAsync()).Contains(old),
            "the old session is gone"
        );
        Assert.Equal([young], await teacher.HistoryAsync());
        Assert.InRange((await StampAsync(program))!.Value, program.Now.AddHours(-2), program.Now);
    }

    [Fact]
    public async Task Zero_keeps_everything()
    {
        await using var program = await ClockedProgram.StartAsync(("RETENTION_DAYS", "0"));
        var id = await HoldsAsync(program);
        program.Clock.Advance(TimeSpan.FromHours(30));

        using var teacher = await program.TeacherAsync();
        Assert.Equal([id], await teacher.HistoryAsync());
        Assert.Null(await StampAsync(program));
    }

    /// <summary>A session that is in the history.</summary>
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

    private static async Task<DateTimeOffset?> StampAsync(ClockedProgram program)
    {
        using var client = new AttnClient(program.Url);
        var stamp = (await client.GetAsync("/health")).Expect(HttpStatusCode.OK)["old_deleted_at"].GetString();
        return stamp is null ? null : DateTimeOffset.Parse(stamp, CultureInfo.InvariantCulture);
    }
}
