using System.Net;
using Attn.Api.Platform.Security;
using Attn.Testing.Program;

namespace Attn.Api.Tests;

/// <summary>Limits per minute, per user where somebody is signed in; the test moves the clock.</summary>
public sealed class RateLimitTests(RateLimitTests.LimitedProgram limited) : IClassFixture<RateLimitTests.LimitedProgram>
{
    private ClockedProgram Program => limited.Program;

    [Fact]
    public async Task The_eleventh_check_in_of_a_minute_is_429_for_that_student_only()
    {
        using var student = await Program.StudentAsync(1);
        using var classmate = await Program.StudentAsync(2);
        await AssertLimitAsync(10, () => student.AttendsAsync(Guid.NewGuid()));

        // Another route, a classmate at the same address, and the student a minute later are served.
        (await student.FindsAsync("Calculus", "Ada Lovelace")).Expect(HttpStatusCode.OK);
        (await classmate.AttendsAsync(Guid.NewGuid())).Expect(HttpStatusCode.BadRequest);
        Program.Clock.Advance(TimeSpan.FromMinutes(1));
        (await student.AttendsAsync(Guid.NewGuid())).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Neither_another_address_nor_another_sign_in_raises_the_limit()
    {
        using var student = await Program.StudentAsync(3);
        await AssertLimitAsync(10, () => student.AttendsAsync(Guid.NewGuid()));
        using var elsewhere = await Program.StudentAsync(3, from: "127.0.0.9");
        (await elsewhere.AttendsAsync(Guid.NewGuid())).Expect(HttpStatusCode.TooManyRequests);
    }

    [Theory]
    [InlineData(5, "POST", "/api/v1/teacher/attendances/$ID/finish")]
    [InlineData(10, "GET", "/api/v1/teacher/attendances/historical")]
    [InlineData(60, "GET", "/api/v1/teacher/attendances/live")]
    [InlineData(60, "GET", "/api/v1/teacher/attendances/$ID/records")]
    [InlineData(200, "POST", "/api/v1/teacher/attendances/$ID/live/records/7/accept")]
    [InlineData(200, "POST", "/api/v1/teacher/attendances/$ID/historical/records/7/accept")]
    [InlineData(20, "GET", "/api/v1/student/attendances/$ID/status")]
    [InlineData(20, "GET", "/api/v1/student/sessions/find?lesson_name=x&teacher_name=y")]
    public async Task Every_route_has_its_own_limit(int limit, string method, string path)
    {
        using AttnClient client = path.Contains("/teacher/", StringComparison.Ordinal)
            ? await Program.TeacherAsync()
            : await Program.StudentAsync(4);
        await AssertLimitAsync(
            limit,
            () =>
                client.SendAsync(
                    new(
                        new HttpMethod(method),
                        path.Replace("$ID", Guid.NewGuid().ToString(), StringComparison.Ordinal)
                    )
                )
        );
    }

    [Fact]
    public async Task Sign_in_and_sign_out_are_limited_by_address()
    {
        using var client = new AttnClient(Program.Url, "127.0.0.20");
        using var other = new AttnClient(Program.Url, "127.0.0.21");
        await AssertLimitAsync(2000, () => client.PostAsync("/api/v1/auth/login", new { username = "x" }));
        (await other.SignInAsync("demo_student_5")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_factor_multiplies_every_limit()
    {
        await using var twice = await ClockedProgram.StartAsync(("RATE_LIMIT_FACTOR", "2"));
        using var student = await twice.StudentAsync();
        await AssertLimitAsync(20, () => student.AttendsAsync(Guid.NewGuid()));
        using var client = new AttnClient(twice.Url);
        await AssertLimitAsync(20, () => client.SignInAsync("demo_student_2", "wrong"));
    }

    [Fact]
    public async Task Ten_wrong_passwords_slow_one_address_down_and_no_other()
    {
        using var guesser = new AttnClient(Program.Url, "127.0.0.30");
        using var elsewhere = new AttnClient(Program.Url, "127.0.0.31");
        for (var guess = 0; guess < 10; guess++)
            (await guesser.SignInAsync("demo_student_6", $"guess {guess}")).Expect(HttpStatusCode.Unauthorized);
        var refused = await guesser.SignInAsync("Demo_Student_6", "wrong");
        AssertRetryAfter(refused.Expect(HttpStatusCode.TooManyRequests, "too_many_failed_sign_ins"));

        // Elsewhere, under another name, and a minute later nobody waits, so the clock may stand still.
        (await elsewhere.SignInAsync("demo_student_6")).Expect(HttpStatusCode.OK);
        (await guesser.SignInAsync("demo_student_7")).Expect(HttpStatusCode.OK);
        var (owner, waited) = await WithMovingClockAsync(() => guesser.SignInAsync("demo_student_6"));
        owner.Expect(HttpStatusCode.OK);
        Assert.InRange(waited, TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(15));
        Program.Clock.Advance(TimeSpan.FromMinutes(1));
        (await guesser.SignInAsync("demo_student_6")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_wrong_password_that_waits_too_long_is_429_and_who_hangs_up_leaves_the_line()
    {
        using var guesser = new AttnClient(Program.Url, "127.0.0.33");
        for (var guess = 0; guess < 11; guess++)
            await guesser.SignInAsync("demo_student_11", "wrong");
        var flood = Enumerable.Range(0, 20).Select(_ => guesser.SignInAsync("demo_student_11", "wrong")).ToList();

        var (_, waited) = await WithMovingClockAsync(() => Task.WhenAll(flood).ContinueWith(_ => new object()));

        Assert.InRange(waited, TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(1));
        foreach (var answer in flood)
            AssertRetryAfter((await answer).Expect(HttpStatusCode.TooManyRequests, "too_many_failed_sign_ins"));
    }

    [Fact]
    public async Task Right_passwords_are_not_counted()
    {
        using var client = new AttnClient(Program.Url, "127.0.0.32");
        for (var time = 0; time < 15; time++)
            (await client.SignInAsync("demo_student_8")).Expect(HttpStatusCode.OK);
        for (var time = 0; time < 220; time++)
            (await client.SignInAsync($"demo_student_{100 + time}")).Expect(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:3::1", "2001:db8:1:3::/64")]
    [InlineData("fe80::1%3", "fe80::/64")]
    public void IPv6_is_counted_by_its_network(string address, string counted) =>
        Assert.Equal(counted, ClientAddress.CountedAs(IPAddress.Parse(address)));

    [Fact]
    public async Task Fifty_wrong_passwords_from_many_addresses_delay_the_owner_but_lock_nobody_out()
    {
        for (var address = 0; address < 5; address++)
        {
            using var guesser = new AttnClient(Program.Url, $"127.0.0.{40 + address}");
            for (var guess = 0; guess < 10; guess++)
                (await guesser.SignInAsync("demo_student_9", "wrong")).Expect(HttpStatusCode.Unauthorized);
        }

        using var owner = new AttnClient(Program.Url, "127.0.0.50");
        using var guesserElsewhere = new AttnClient(Program.Url, "127.0.0.51");
        (await guesserElsewhere.SignInAsync("demo_student_9", "wrong")).Expect(HttpStatusCode.Unauthorized);
        var (answer, waited) = await WithMovingClockAsync(() => owner.SignInAsync("demo_student_9"));

        Assert.InRange(waited, TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(15));
        answer.Expect(HttpStatusCode.OK);
        // A user whose password nobody guesses is served while the clock stands still.
        (await owner.SignInAsync("demo_student_10")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Badly_signed_webhooks_are_limited_by_address()
    {
        using var stranger = new AttnClient(Program.Url, "127.0.0.60");
        await AssertLimitAsync(
            60,
            () => stranger.PostAsync($"/api/v1/webhooks/verification-result/{Guid.NewGuid()}", new { })
        );
    }

    [Fact]
    public async Task Signed_webhooks_are_limited_by_verification()
    {
        using var verifier = new Webhook(Program.Url);
        var id = Guid.NewGuid();
        await AssertLimitAsync(20, () => verifier.PostsAsync(id, passed: true));
        (await verifier.PostsAsync(Guid.NewGuid(), passed: true)).Expect(HttpStatusCode.OK);
    }

    /// <summary>Moves the clock in small steps until the answer is there.</summary>
    /// <returns>The answer, and how far the clock was moved.</returns>
    private async Task<(T Answer, TimeSpan Waited)> WithMovingClockAsync<T>(Func<Task<T>> send)
    {
        var answer = send();
        var waited = TimeSpan.Zero;
        while (!answer.IsCompleted && waited < TimeSpan.FromMinutes(2))
        {
            await Task.WhenAny(answer, Task.Delay(TimeSpan.FromMilliseconds(80)));
            if (answer.IsCompleted)
                break;
            Program.Clock.Advance(TimeSpan.FromMilliseconds(200));
            waited += TimeSpan.FromMilliseconds(200);
        }

        return (await answer, waited);
    }

    private static async Task AssertLimitAsync(int limit, Func<Task<Answer>> send)
    {
        for (var time = 1; time <= limit; time++)
            Assert.NotEqual((time, HttpStatusCode.TooManyRequests), (time, (await send()).Status));
        var refused = (await send()).Expect(HttpStatusCode.TooManyRequests);
        AssertRetryAfter(refused);
        Assert.Contains(refused.Words("code"), new[] { "rate_limited", "too_many_failed_sign_ins" });
    }

    private static void AssertRetryAfter(Answer answer)
    {
        Assert.InRange(answer.Response.Headers.RetryAfter?.Delta?.TotalSeconds ?? -1, 1, 60);
        Assert.NotEmpty(answer.Detail);
        Assert.Equal("application/problem+json", answer.Response.Content.Headers.ContentType?.MediaType);
    }

    /// <summary>A program with the limits of the contract.</summary>
    public sealed class LimitedProgram : IAsyncLifetime
    {
        public ClockedProgram Program { get; private set; } = null!;

        public async ValueTask InitializeAsync() =>
            Program = await ClockedProgram.StartAsync(("RATE_LIMIT_FACTOR", "1"));

        public ValueTask DisposeAsync() => Program.DisposeAsync();
    }
}
