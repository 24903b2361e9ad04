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
                (await test.Portal.SignInAsync("cagri", "wrong", CancellationToken.None)).Refusal
            );
        test.Simulator.Break(SimulatedPage.LoginPost, new PageFault { Status = 500 });
        for (var attempt = 0; attempt < 30; attempt++)
            Assert.Equal(PortalRefusal.Unavailable, (await test.StudentSignsIn()).Refusal);
        test.Simulator.Repair();

        PortalUnderTest.SignedIn(await test.StudentSignsIn());
    }
}
