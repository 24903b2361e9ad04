using System.Globalization;
using System.Net;
using Attn.Aksis.Simulator;
using Attn.Testing;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests;

/// <summary>
/// Nobody keeps others from signing in, and nobody guesses through the program: real processes with the limits of the
/// contract, a simulated portal, and loopback addresses as the clients' computers.
/// </summary>
public sealed class SignInFloodTests : IAsyncLifetime
{
    private const string Password = "a passw0rd of the university";
    private const string Owner = "owner";
    private static readonly TimeSpan Generous = TimeSpan.FromMinutes(2);

    private AksisSimulator? _portal;

    private AksisSimulator Portal => _portal!;

    public async ValueTask InitializeAsync()
    {
        _portal = (await AksisSimulator.StartAsync()).With(
            SimulatedUser.Student(Owner, Password, "AYŞE YILMAZ", "1306210042")
        );
        for (var number = 0; number < 250; number++)
            _portal.With(SimulatedUser.Student(ClassmateOf(number), Password, "BİR ÖĞRENCİ", NumberOf(number)));
    }

    public async ValueTask DisposeAsync() => await Portal.DisposeAsync();

    [Fact]
    public async Task One_address_that_floods_a_slow_portal_keeps_nobody_else_out()
    {
        await using var program = await StartAsync();
        Portal.Delay = TimeSpan.FromSeconds(1);
        using var flooder = new AttnClient(program.Url, "127.0.0.66");
        var flood = Enumerable.Range(0, 1100).Select(guess => TriesAsync(flooder, $"somebody{guess}")).ToList();
        await Eventually.IsTrueAsync(
            () => Task.FromResult(Portal.MaxConcurrentSignIns == 32),
            "the flood has every turn",
            Generous
        );

        using var student = new AttnClient(program.Url, "127.0.0.67");
        (await student.SignInAsync(Owner, Password)).Expect(HttpStatusCode.OK);

        Assert.InRange(Portal.Refused.Count, 1, 200);
        flooder.Dispose();
        await Task.WhenAll(flood);
    }

    [Fact]
    public async Task Passwords_that_the_portals_firewall_resets_close_the_portal_to_nobody()
    {
        await using var program = await StartAsync();
        Portal.ResetsOn = "<script";
        using var attacker = new AttnClient(program.Url, "127.0.0.66");
        for (var attempt = 0; attempt < 10; attempt++)
            (await attacker.SignInAsync("somebody", "<script>alert(1)</script>")).Expect(
                HttpStatusCode.ServiceUnavailable,
                "portal_unavailable"
            );

        using var student = new AttnClient(program.Url, "127.0.0.67");
        (await student.SignInAsync(Owner, Password)).Expect(HttpStatusCode.OK);
        // They reached the portal, so they count: the next wrong one is the eleventh.
        (await attacker.SignInAsync("somebody", "wrong")).Expect(
            HttpStatusCode.TooManyRequests,
            "too_many_failed_sign_ins"
        );
    }

    [Fact]
    public async Task Wrong_passwords_from_the_same_address_slow_the_owner_down_and_lock_nobody_out()
    {
        await using var program = await StartAsync();
        using var classmate = new AttnClient(program.Url, "127.0.0.66");
        using var owner = new AttnClient(program.Url, "127.0.0.66");
        for (var guess = 0; guess < 10; guess++)
            (await classmate.SignInAsync(Owner, "wrong")).Expect(HttpStatusCode.Unauthorized, "wrong_credentials");
        var eleventh = await classmate.SignInAsync(Owner, "wrong");
        eleventh.Expect(HttpStatusCode.TooManyRequests, "too_many_failed_sign_ins");
        Assert.InRange(eleventh.Response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(11, Portal.Refused.Count);

        (await owner.SignInAsync(Owner, Password)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_owner_goes_before_a_burst_of_wrong_passwords_that_wait_at_the_same_address()
    {
        await using var program = await StartAsync();
        using var classmate = new AttnClient(program.Url, "127.0.0.66");
        var burst = Enumerable.Range(0, 60).Select(_ => TriesAsync(classmate, Owner)).ToList();
        await Eventually.IsTrueAsync(
            () => Task.FromResult(Portal.Refused.Count >= 11),
            "the burst is slowed down",
            Generous
        );

        using var owner = new AttnClient(program.Url, "127.0.0.66");
        (await owner.SignInAsync(Owner, Password)).Expect(HttpStatusCode.OK);

        Assert.InRange(Portal.Refused.Count, 11, 59);
        classmate.Dispose();
        await Task.WhenAll(burst);
    }

    [Fact]
    public async Task One_address_has_at_most_200_wrong_passwords_at_the_portal_in_a_minute()
    {
        await using var program = await StartAsync();
        using var guesser = new AttnClient(program.Url, "127.0.0.66");
        var begin = TimeProvider.System.GetTimestamp();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 600).Select(guess => TriesAsync(guesser, $"somebody{guess}"))
        );

        if (TimeProvider.System.GetElapsedTime(begin) < TimeSpan.FromMinutes(1))
            Assert.Equal(200, Portal.Refused.Count);
        else
            Assert.InRange(Portal.Refused.Count, 200, 400);
        Assert.Equal(
            600 - Portal.Refused.Count,
            answers.Count(answer => answer is { Status: HttpStatusCode.TooManyRequests })
        );
        using var elsewhere = new AttnClient(program.Url, "127.0.0.67");
        (await elsewhere.SignInAsync(Owner, Password)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_lecture_hall_behind_one_address_gets_in_although_somebody_there_guesses()
    {
        await using var program = await StartAsync();
        using var hall = new AttnClient(program.Url, "127.0.0.66");
        for (var guess = 0; guess < 150; guess++)
            (await TriesAsync(hall, $"somebody{guess}"))!.Expect(HttpStatusCode.Unauthorized);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 250).Select(number => TriesAsync(hall, ClassmateOf(number), Password))
        );

        Assert.All(answers, answer => answer!.Expect(HttpStatusCode.OK));
    }

    [Fact]
    public async Task Guesses_for_one_name_from_everywhere_go_one_after_the_other()
    {
        await using var program = await StartAsync();
        var begin = TimeProvider.System.GetTimestamp();
        var botnet = ComputersOf(300, program);
        var guesses = botnet.Select(client => TriesAsync(client, Owner)).ToList();

        // 50 at once, the next without a wait, then one every 2 s.
        await Eventually.IsTrueAsync(() => Task.FromResult(Portal.Refused.Count >= 56), "six were slow", Generous);
        Assert.InRange(Portal.Refused.Count, 56, MaxSince(begin));
        foreach (var client in botnet)
            client.Dispose();
        await Task.WhenAll(guesses);

        using var owner = new AttnClient(program.Url, "127.0.0.67");
        (await owner.SignInAsync(Owner, Password)).Expect(HttpStatusCode.OK);
        Assert.InRange(Portal.Refused.Count, 56, MaxSince(begin));
    }

    [Fact]
    public async Task Guesses_for_one_name_go_one_after_the_other_at_all_replicas_together()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var one = await StartAsync(("RATE_LIMITER_REDIS_URL", redis.UrlOf()));
        await using var other = await StartAsync(("RATE_LIMITER_REDIS_URL", redis.UrlOf()));
        var computers = ComputersOf(56, one, other);
        // One after the other: this is not about load.
        foreach (var client in computers.Take(50))
            (await TriesAsync(client, Owner))!.Expect(HttpStatusCode.Unauthorized);

        var begin = TimeProvider.System.GetTimestamp();
        var slow = await Task.WhenAll(computers.Skip(50).Select(client => TriesAsync(client, Owner)));

        Assert.All(slow, answer => answer!.Expect(HttpStatusCode.Unauthorized));
        var elapsed = TimeProvider.System.GetElapsedTime(begin);
        Assert.True(elapsed >= TimeSpan.FromSeconds(9.9), $"Six guesses took {elapsed}.");
    }

    [Fact]
    public async Task All_addresses_of_one_IPv6_network_are_counted_as_one()
    {
        await using var program = await StartAsync(("TRUSTED_PROXIES", "127.0.0.1"));
        using var proxy = new AttnClient(program.Url);
        for (var guess = 1; guess <= 10; guess++)
            (await SendsAsync($"2001:db8:1:2::{guess}")).Expect(HttpStatusCode.Unauthorized);

        (await SendsAsync("2001:db8:1:2:ffff::1")).Expect(HttpStatusCode.TooManyRequests, "too_many_failed_sign_ins");
        (await SendsAsync("2001:db8:1:3::1")).Expect(HttpStatusCode.Unauthorized);

        Task<Answer> SendsAsync(string from)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/auth/token")
            {
                Content = new FormUrlEncodedContent([new("username", Owner), new("password", "wrong")]),
            };
            request.Headers.Add("X-Forwarded-For", from);
            return proxy.SendAsync(request);
        }
    }

    /// <summary>How many guesses for one name may have reached the portal.</summary>
    private static int MaxSince(long begin) =>
        51 + (int)(TimeProvider.System.GetElapsedTime(begin) / TimeSpan.FromSeconds(2));

    private static List<AttnClient> ComputersOf(int count, params AttnProgram[] programs) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(number => new AttnClient(
                    programs[number % programs.Length].Url,
                    string.Create(CultureInfo.InvariantCulture, $"127.1.{number / 250}.{1 + (number % 250)}")
                )),
        ];

    private Task<AttnProgram> StartAsync(params (string Variable, string Value)[] settings) =>
        AttnProgram.StartAsync([
            .. Portal.Environment.Select(variable => (variable.Key, variable.Value!)),
            ("FACE_VERIFIER_MICROSERVICE_URL", "http://127.0.0.1:9"),
            ("RATE_LIMIT_FACTOR", "1"),
            .. settings,
        ]);

    /// <returns>The answer; <c>null</c>: the client hung up.</returns>
    private static async Task<Answer?> TriesAsync(AttnClient client, string username, string password = "wrong")
    {
        try
        {
            return await client.PostAsync("/api/v1/auth/login", new { username, password });
        }
        catch (Exception exception) when (exception is OperationCanceledException or HttpRequestException)
        {
            return null;
        }
    }

    private static string ClassmateOf(int number) => string.Create(CultureInfo.InvariantCulture, $"classmate{number}");

    private static string NumberOf(int number) => string.Create(CultureInfo.InvariantCulture, $"13062200{number:000}");
}
