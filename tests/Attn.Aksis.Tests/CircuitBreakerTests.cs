using Attn.Aksis.Simulator;

namespace Attn.Aksis.Tests;

/// <summary>When the circuit to the portal opens, and when it closes again.</summary>
public sealed class CircuitBreakerTests
{
    [Fact]
    public async Task The_circuit_opens_while_the_portal_is_down_and_closes_when_it_answers()
    {
        await using var test = await PortalUnderTest.StartAsync();
        test.Simulator.Break(SimulatedPage.LoginForm, new PageFault { Status = 503 });
        for (var attempt = 0; attempt < 5; attempt++)
            Assert.Equal(PortalRefusal.Unavailable, (await test.StudentSignsIn()).Refusal);

        test.Simulator.Repair();
        Assert.Equal(PortalRefusal.Unavailable, (await test.StudentSignsIn()).Refusal);
        Assert.Equal(5, test.Simulator.Requests(SimulatedPage.LoginForm));

        test.Time.Advance(TimeSpan.FromSeconds(16));
        PortalUnderTest.SignedIn(await test.StudentSignsIn());
        PortalUnderTest.SignedIn(await test.TeacherSignsIn());
        Assert.Contains(test.Log.All, line => line.StartsWith("5003", StringComparison.Ordinal));
        Assert.Contains(test.Log.All, line => line.StartsWith("5004", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cancelled_probe_does_not_close_the_circuit()
    {
        await using var test = await PortalUnderTest.StartAsync();
        test.Simulator.Break(SimulatedPage.LoginForm, new PageFault { Status = 503 });
        for (var attempt = 0; attempt < 5; attempt++)
            await test.StudentSignsIn();
        test.Simulator.Break(SimulatedPage.LoginForm, new PageFault { Until = Wait.Forever() });
        test.Time.Advance(TimeSpan.FromSeconds(16));
        using var caller = new CancellationTokenSource();
        var probe = test.StudentSignsIn(caller.Token);
        await Wait.UntilAsync(() => test.Simulator.Requests(SimulatedPage.LoginForm) == 6);
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => probe);

        Assert.Equal(PortalRefusal.Unavailable, (await test.StudentSignsIn()).Refusal);
        Assert.Equal(6, test.Simulator.Requests(SimulatedPage.LoginForm));
    }

    [Fact]
    public async Task Wrong_credentials_and_rejected_input_do_not_open_the_circuit()
    {
        await using var test = await PortalUnderTest.StartAsync();
        for (var attempt = 0; attempt < 20; attempt++)
            Assert.Equal(
                PortalRefusal.WrongCredentials,
                (
                    await test.Portal.SignInAsync("cagri", "wrong", PortalUnderTest.Address, CancellationToken.None)
                ).Refusal
            );
        test.Simulator.Break(SimulatedPage.LoginPost, new PageFault { Status = 500 });
        for (var attempt = 0; attempt < 30; attempt++)
            Assert.Equal(PortalRefusal.NoVerdict, (await test.StudentSignsIn()).Refusal);
        test.Simulator.Repair();

        PortalUnderTest.SignedIn(await test.StudentSignsIn());
    }

    [Fact]
    public async Task Passwords_that_a_firewall_answers_with_a_reset_do_not_open_the_circuit()
    {
        await using var test = await PortalUnderTest.StartAsync();
        test.Simulator.ResetsOn = "<script";
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var answer = await test.Portal.SignInAsync(
                "cagri",
                "<script>alert(1)</script>",
                PortalUnderTest.Address,
                CancellationToken.None
            );
            Assert.Equal(PortalRefusal.NoVerdict, answer.Refusal);
        }

        PortalUnderTest.SignedIn(await test.StudentSignsIn());
    }

    [Theory]
    [InlineData(SimulatedPage.LoginPost)]
    [InlineData(SimulatedPage.Landing)]
    [InlineData(SimulatedPage.ObsHome)]
    public async Task Nothing_after_the_login_page_opens_the_circuit(SimulatedPage page)
    {
        await using var test = await PortalUnderTest.StartAsync();
        PageFault[] faults = [new() { Status = 503 }, new() { Abort = true }];
        foreach (var fault in faults)
        {
            test.Simulator.Break(page, fault);
            for (var attempt = 0; attempt < 10; attempt++)
                Assert.False((await test.StudentSignsIn()).IsSignedIn);
        }

        test.Simulator.Break(page, new PageFault { Until = Wait.Forever() });
        var late = Enumerable.Range(0, 10).Select(_ => test.StudentSignsIn()).ToList();
        await Wait.UntilAsync(() => test.Simulator.Requests(page) == 30);
        await Wait.AdvanceAsync(test, TimeSpan.FromSeconds(10), Task.WhenAll(late));

        test.Simulator.Repair();
        PortalUnderTest.SignedIn(await test.StudentSignsIn());
        Assert.DoesNotContain(test.Log.All, line => line.StartsWith("5003", StringComparison.Ordinal));
    }
}
