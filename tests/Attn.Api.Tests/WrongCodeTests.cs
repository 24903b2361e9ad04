using System.Net;
using Attn.Testing.Program;

namespace Attn.Api.Tests;

/// <summary>
/// Ten wrong codes a minute per student or address, counted separately for scanned and typed codes. The test moves the
/// clock.
/// </summary>
public sealed class WrongCodeTests : IAsyncLifetime
{
    private ClockedProgram _program = null!;

    public async ValueTask InitializeAsync() => _program = await ClockedProgram.StartAsync(("RATE_LIMIT_FACTOR", "1"));

    public ValueTask DisposeAsync() => _program.DisposeAsync();

    [Theory]
    [InlineData("AAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("no code at all")]
    public async Task The_eleventh_wrong_code_of_a_minute_is_429(string wrong)
    {
        using var phone = new AttnClient(_program.Url);
        await UseUpAsync(phone, wrong);
        _program.Clock.Advance(TimeSpan.FromSeconds(59));
        (await phone.JoinsAsync(wrong)).Expect(HttpStatusCode.TooManyRequests, "too_many_wrong_codes");
        _program.Clock.Advance(TimeSpan.FromSeconds(1));
        (await phone.JoinsAsync(wrong)).Expect(HttpStatusCode.BadRequest, "code_expired");
    }

    [Fact]
    public async Task Of_fifty_wrong_codes_at_once_ten_are_looked_up()
    {
        using var student = await _program.StudentAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => student.JoinsAsync("AAAAAA")));
        Assert.Equal(10, answers.Count(answer => answer.Status == HttpStatusCode.BadRequest));
        Assert.Equal(40, answers.Count(answer => answer.Status == HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task A_right_code_after_too_many_wrong_ones_is_429()
    {
        using var teacher = await _program.TeacherAsync();
        var screen = await teacher.ShowsCodeAsync(await _program.OpensAsync(teacher));
        using var student = await _program.StudentAsync(1);
        await UseUpAsync(student, "AAAAAA");
        (await student.JoinsAsync(screen.Words("typed_code")!)).Expect(
            HttpStatusCode.TooManyRequests,
            "too_many_wrong_codes"
        );

        // The other form still works, and so does every code of others at this address.
        (await student.JoinsAsync(screen.Words("code")!)).Expect(HttpStatusCode.OK);
        using var classmate = await _program.StudentAsync(2);
        (await classmate.JoinsAsync(screen.Words("typed_code")!)).Expect(HttpStatusCode.OK);
        using var phone = new AttnClient(_program.Url);
        (await phone.JoinsAsync(screen.Words("typed_code")!)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Wrong_codes_from_an_address_keep_nobody_from_scanning()
    {
        using var teacher = await _program.TeacherAsync();
        var screen = await teacher.ShowsCodeAsync(await _program.OpensAsync(teacher));
        using var prankster = new AttnClient(_program.Url, "127.0.0.7");
        await UseUpAsync(prankster, "AAAAAA");
        await UseUpAsync(prankster, "no code at all");

        using var neighbour = new AttnClient(_program.Url, "127.0.0.7");
        (await neighbour.JoinsAsync(screen.Words("code")!)).Expect(HttpStatusCode.OK);
        (await neighbour.JoinsAsync(screen.Words("typed_code")!)).Expect(
            HttpStatusCode.TooManyRequests,
            "too_many_wrong_codes"
        );
        using var elsewhere = new AttnClient(_program.Url, "127.0.0.8");
        (await elsewhere.JoinsAsync(screen.Words("typed_code")!)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Right_codes_are_not_counted()
    {
        // Forty tickets of each code is all that one address gets.
        using var teacher = await _program.TeacherAsync();
        var screen = await teacher.ShowsCodeAsync(await _program.OpensAsync(teacher));
        using var phone = new AttnClient(_program.Url);
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 80)
                .Select(number => phone.JoinsAsync(screen.Words(number % 2 == 0 ? "code" : "typed_code")!))
        );
        Assert.All(answers, answer => answer.Expect(HttpStatusCode.OK));
    }

    private static async Task UseUpAsync(AttnClient client, string wrong)
    {
        for (var guess = 0; guess < 10; guess++)
            (await client.JoinsAsync(wrong)).Expect(HttpStatusCode.BadRequest, "code_expired");
        var refused = (await client.JoinsAsync(wrong)).Expect(HttpStatusCode.TooManyRequests, "too_many_wrong_codes");
        Assert.InRange(refused.Response.Headers.RetryAfter?.Delta?.TotalSeconds ?? -1, 1, 60);
        Assert.NotEmpty(refused.Detail);
    }
}
