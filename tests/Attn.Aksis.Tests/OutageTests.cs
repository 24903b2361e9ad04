using Attn.Aksis.Simulator;

namespace Attn.Aksis.Tests;

/// <summary>The portal down, slow, or going in circles; and what it costs us and it.</summary>
public sealed class OutageTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(SimulatedPage.LoginForm)]
    [InlineData(SimulatedPage.LoginPost)]
    [InlineData(SimulatedPage.Landing)]
    [InlineData(SimulatedPage.ObsHome)]
    public async Task A_page_needed_to_sign_in_that_answers_500_is_an_outage(SimulatedPage page)
    {
        await using var test = await PortalUnderTest.StartAsync();
        test.Simulator.Break(page, new PageFault { Status = 500 });

        Assert.IsType<PortalSignIn.Unavailable>(await test.StudentSignsIn());
    }

    [Theory]
    [InlineData(SimulatedPage.PersonalPage, true, false)]
    [InlineData(SimulatedPage.Photo, true, false)]
    [InlineData(SimulatedPage.SchedulePage, false, true)]
    [InlineData(SimulatedPage.LessonData, false, true)]
    public async Task A_photo_or_schedule_that_fails_stops_nobody(SimulatedPage page, bool hasSchedule, bool hasPhoto)
    {
        await using var test = await PortalUnderTest.StartAsync(options =>
            options.PageTimeout = TimeSpan.FromSeconds(1)
        );
        foreach (
            var fault in new[]
            {
                new PageFault { Status = 500 },
                new PageFault { Abort = true },
                new PageFault { RedirectTo = "/" + page },
                new PageFault { RedirectTo = "http://127.0.0.1:1/" },
            }
        )
        {
            test.Simulator.Break(page, fault);
            var user = await test.SignedInStudent();
            Assert.Equal((hasSchedule, hasPhoto), (user.Schedule!.Count == 1, user.Photo is not null));
        }
    }

    [Fact]
    public async Task A_photo_that_takes_too_long_is_missing()
    {
        await using var test = await PortalUnderTest.StartAsync();
        test.Simulator.Break(SimulatedPage.Photo, new PageFault { Until = Forever() });

        var signIn = test.SignedInStudent();
        await Eventually(() =>
            test.Simulator.Requests(SimulatedPage.Photo) == 1 && test.Simulator.Requests(SimulatedPage.LessonData) == 1
        );
        await PassTime(test, TimeSpan.FromSeconds(10), signIn);

        Assert.Null((await signIn).Photo);
    }

    [Fact]
    public async Task Redirects_in_circles_end_after_five()
    {
        await using var test = await PortalUnderTest.StartAsync();
        test.Simulator.Break(SimulatedPage.Landing, new PageFault { RedirectTo = "/Home/Index" });

        Assert.IsType<PortalSignIn.Unavailable>(await test.StudentSignsIn());
        Assert.Equal(5, test.Simulator.Requests(SimulatedPage.Landing));
    }

    [Theory]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Credentials_are_not_posted_a_second_time_where_a_redirect_asks_for_it(int status)
    {
        await using var test = await PortalUnderTest.StartAsync();
        test.Simulator.Break(SimulatedPage.LoginPost, new PageFault { RedirectTo = "/Account/LogOn", Status = status });

        Assert.IsType<PortalSignIn.Unavailable>(await test.StudentSignsIn());
        Assert.Equal(1, test.Simulator.Requests(SimulatedPage.LoginPost));
    }

    [Fact]
    public async Task Credentials_are_not_posted_a_second_time_when_the_connection_drops()
    {
        await using var test = await PortalUnderTest.StartAsync();
        test.Simulator.Break(SimulatedPage.LoginPost, new PageFault { Abort = true });

        Assert.IsType<PortalSignIn.Unavailable>(await test.StudentSignsIn());
        Assert.Equal(1, test.Simulator.Requests(SimulatedPage.LoginPost));
    }

    [Fact]
    public async Task No_request_follows_a_page_to_another_host()
    {
        await using var test = await PortalUnderTest.StartAsync();
        await using var elsewhere = await AksisSimulator.StartAsync();
        test.Simulator.With(PortalUnderTest.Student() with { PhotoSource = elsewhere.LoginUrl.AbsoluteUri });
        test.Simulator.Break(
            SimulatedPage.SchedulePage,
            new PageFault
            {
                Text = html =>
                    html.Replace("/OgrenimBilgileri", elsewhere.LoginUrl.AbsoluteUri, StringComparison.Ordinal),
            }
        );

        var user = await test.SignedInStudent();

        Assert.Null(user.Photo);
        Assert.Empty(user.Schedule!);

        test.Simulator.Break(SimulatedPage.Landing, new PageFault { RedirectTo = elsewhere.LoginUrl.AbsoluteUri });
        Assert.IsType<PortalSignIn.Unavailable>(await test.StudentSignsIn());
        Assert.Equal(0, elsewhere.Requests(SimulatedPage.LoginForm));
    }

    [Theory]
    [InlineData(SimulatedPage.LoginForm)]
    [InlineData(SimulatedPage.ObsHome)]
    public async Task A_page_may_take_ten_seconds(SimulatedPage page)
    {
        await using var test = await PortalUnderTest.StartAsync();
        test.Simulator.Break(page, new PageFault { Until = Forever() });

        var signIn = test.StudentSignsIn();
        await Eventually(() => test.Simulator.Requests(page) == 1);
        test.Time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(signIn.IsCompleted);
        await PassTime(test, TimeSpan.FromSeconds(1), signIn);

        Assert.IsType<PortalSignIn.Unavailable>(await signIn);
        Assert.Contains(
            test.Log.All,
            line =>
                line.StartsWith("5001", StringComparison.Ordinal)
                && line.Contains(page == SimulatedPage.LoginForm ? "LoginPage" : "ObsHome", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_sign_in_may_take_twenty_five_seconds()
    {
        await using var test = await PortalUnderTest.StartAsync();
        var pages = new[] { SimulatedPage.LoginForm, SimulatedPage.LoginPost, SimulatedPage.ObsHome };
        var gates = pages.ToDictionary(page => page, _ => new TaskCompletionSource());
        foreach (var page in pages)
            test.Simulator.Break(page, new PageFault { Until = gates[page].Task });

        var signIn = test.StudentSignsIn();
        foreach (var page in pages)
        {
            await Eventually(() => test.Simulator.Requests(page) == 1);
            test.Time.Advance(TimeSpan.FromSeconds(8.9));
            if (page != SimulatedPage.ObsHome)
                gates[page].SetResult();
        }

        Assert.IsType<PortalSignIn.Unavailable>(await signIn.WaitAsync(Patience));
    }

    [Fact]
    public async Task The_caller_going_away_cancels_the_portals_requests()
    {
        await using var test = await PortalUnderTest.StartAsync();
        test.Simulator.Break(SimulatedPage.ObsHome, new PageFault { Until = Forever() });
        using var caller = new CancellationTokenSource();

        var signIn = test.StudentSignsIn(caller.Token);
        await Eventually(() => test.Simulator.Requests(SimulatedPage.ObsHome) == 1);
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => signIn);
        await Eventually(() => test.Simulator.Abandoned == 1);
    }

    [Fact]
    public async Task At_most_thirty_two_sign_ins_are_at_the_portal_at_once()
    {
        await using var test = await PortalUnderTest.StartAsync();
        var gate = new TaskCompletionSource();
        test.Simulator.Break(SimulatedPage.LoginForm, new PageFault { Until = gate.Task });

        var signIns = Enumerable.Range(0, 40).Select(_ => test.StudentSignsIn()).ToList();
        await Eventually(() => test.Simulator.Requests(SimulatedPage.LoginForm) == 32);
        Assert.Equal(32, test.Simulator.MaxConcurrentSignIns);
        gate.SetResult();

        Assert.All(await Task.WhenAll(signIns), answer => Assert.IsType<PortalSignIn.SignedIn>(answer));
        Assert.Equal(32, test.Simulator.MaxConcurrentSignIns);
        Assert.Equal(40, test.Simulator.Requests(SimulatedPage.LoginForm));
    }

    [Fact]
    public async Task A_sign_in_waits_for_its_turn_no_longer_than_a_minute()
    {
        await using var test = await PortalUnderTest.StartAsync(options =>
        {
            options.ConcurrentSignIns = 1;
            options.PageTimeout = options.SignInTimeout = TimeSpan.FromMinutes(5);
        });
        test.Simulator.Break(SimulatedPage.LoginForm, new PageFault { Until = Forever() });
        using var caller = new CancellationTokenSource();
        var inside = test.StudentSignsIn(caller.Token);
        await Eventually(() => test.Simulator.Requests(SimulatedPage.LoginForm) == 1);

        var waiting = test.StudentSignsIn(CancellationToken.None);
        test.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(waiting.IsCompleted);
        await PassTime(test, TimeSpan.FromSeconds(1), waiting);

        Assert.IsType<PortalSignIn.Unavailable>(await waiting);
        Assert.Equal(1, test.Simulator.Requests(SimulatedPage.LoginForm));
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => inside);
    }

    [Fact]
    public async Task While_the_portal_is_down_it_is_not_asked_and_once_it_answers_everybody_signs_in()
    {
        await using var test = await PortalUnderTest.StartAsync();
        test.Simulator.Break(SimulatedPage.LoginForm, new PageFault { Status = 503 });
        for (var attempt = 0; attempt < 5; attempt++)
            Assert.IsType<PortalSignIn.Unavailable>(await test.StudentSignsIn());

        test.Simulator.Mend();
        Assert.IsType<PortalSignIn.Unavailable>(await test.StudentSignsIn());
        Assert.Equal(5, test.Simulator.Requests(SimulatedPage.LoginForm));

        test.Time.Advance(TimeSpan.FromSeconds(16));
        Assert.IsType<PortalSignIn.SignedIn>(await test.StudentSignsIn());
        Assert.IsType<PortalSignIn.SignedIn>(await test.TeacherSignsIn());
        Assert.Contains(test.Log.All, line => line.StartsWith("5003", StringComparison.Ordinal));
        Assert.Contains(test.Log.All, line => line.StartsWith("5004", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_probe_whose_caller_leaves_does_not_close_the_circuit()
    {
        await using var test = await PortalUnderTest.StartAsync();
        test.Simulator.Break(SimulatedPage.LoginForm, new PageFault { Status = 503 });
        for (var attempt = 0; attempt < 5; attempt++)
            await test.StudentSignsIn();
        test.Simulator.Break(SimulatedPage.LoginForm, new PageFault { Until = Forever() });
        test.Time.Advance(TimeSpan.FromSeconds(16));
        using var caller = new CancellationTokenSource();
        var probe = test.StudentSignsIn(caller.Token);
        await Eventually(() => test.Simulator.Requests(SimulatedPage.LoginForm) == 6);
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => probe);

        Assert.IsType<PortalSignIn.Unavailable>(await test.StudentSignsIn());
        Assert.Equal(6, test.Simulator.Requests(SimulatedPage.LoginForm));
    }

    [Fact]
    public async Task Nobody_closes_the_door_for_others_with_wrong_credentials_or_input_the_portal_chokes_on()
    {
        await using var test = await PortalUnderTest.StartAsync();
        for (var attempt = 0; attempt < 20; attempt++)
            Assert.IsType<PortalSignIn.WrongCredentials>(
                await test.Portal.SignInAsync("cagri", "wrong", CancellationToken.None)
            );
        test.Simulator.Break(SimulatedPage.LoginPost, new PageFault { Status = 500 });
        for (var attempt = 0; attempt < 30; attempt++)
            Assert.IsType<PortalSignIn.Unavailable>(await test.StudentSignsIn());
        test.Simulator.Mend();

        Assert.IsType<PortalSignIn.SignedIn>(await test.StudentSignsIn());
    }

    [Fact]
    public async Task The_log_names_the_step_and_nobody()
    {
        await using var test = await PortalUnderTest.StartAsync();
        foreach (var page in Enum.GetValues<SimulatedPage>())
        {
            test.Simulator.Mend();
            test.Simulator.Break(page, new PageFault { Status = 404 });
            await test.StudentSignsIn();
            test.Simulator.Break(page, new PageFault { CutAt = 300 });
            await test.StudentSignsIn();
            await test.TeacherSignsIn();
        }

        Assert.Contains(test.Log.All, line => line.Contains("LoginPost", StringComparison.Ordinal));
        string[] personal =
        [
            "cagri",
            "elif",
            "KARTAL",
            PortalUnderTest.Password,
            PortalUnderTest.StudentNumber,
            "IŞIK",
            "OgrenciId",
            "Foto",
        ];
        Assert.All(
            test.Log.All,
            line => Assert.DoesNotContain(personal, word => line.Contains(word, StringComparison.OrdinalIgnoreCase))
        );
    }

    private static Task Forever() => new TaskCompletionSource().Task;

    /// <summary>Waits for what another thread does; the bound only ends a test that would hang.</summary>
    private static async Task Eventually(Func<bool> condition)
    {
        using var bound = new CancellationTokenSource(Patience);
        while (!condition())
            await Task.Delay(5, bound.Token);
    }

    /// <summary>Lets the clock pass and waits for what it should end.</summary>
    private static async Task PassTime(PortalUnderTest test, TimeSpan time, Task ended)
    {
        test.Time.Advance(time);
        await ended.WaitAsync(Patience);
    }
}
