using Attn.Aksis.Simulator;

namespace Attn.Aksis.Tests;

/// <summary>The portal is down, slow or loops; and the load is limited on both sides.</summary>
public sealed class OutageTests
{
    [Theory]
    [InlineData(SimulatedPage.LoginForm, PortalRefusal.Unavailable)]
    [InlineData(SimulatedPage.LoginPost, PortalRefusal.NoVerdict)]
    [InlineData(SimulatedPage.Landing, PortalRefusal.NoVerdict)]
    [InlineData(SimulatedPage.ObsHome, PortalRefusal.Unavailable)]
    public async Task A_required_page_that_answers_500_lets_nobody_in(SimulatedPage page, PortalRefusal refusal)
    {
        await using var test = await PortalUnderTest.StartAsync();
        test.Simulator.Break(page, new PageFault { Status = 500 });

        Assert.Equal(refusal, (await test.StudentSignsIn()).Refusal);
    }

    [Theory]
    [InlineData(SimulatedPage.PersonalPage, true, false)]
    [InlineData(SimulatedPage.Photo, true, false)]
    [InlineData(SimulatedPage.SchedulePage, false, true)]
    [InlineData(SimulatedPage.LessonData, false, true)]
    public async Task A_failing_photo_or_schedule_does_not_stop_a_sign_in(
        SimulatedPage page,
        bool hasSchedule,
        bool hasPhoto
    )
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
    public async Task A_photo_that_times_out_is_missing()
    {
        await using var test = await PortalUnderTest.StartAsync();
        test.Simulator.Break(SimulatedPage.Photo, new PageFault { Until = Wait.Forever() });

        var signIn = test.SignedInStudent();
        await Wait.UntilAsync(() =>
            test.Simulator.Requests(SimulatedPage.Photo) == 1 && test.Simulator.Requests(SimulatedPage.LessonData) == 1
        );
        await Wait.AdvanceAsync(test, TimeSpan.FromSeconds(10), signIn);

        Assert.Null((await signIn).Photo);
    }

    [Fact]
    public async Task A_redirect_loop_ends_after_five_redirects()
    {
        await using var test = await PortalUnderTest.StartAsync();
        test.Simulator.Break(SimulatedPage.Landing, new PageFault { RedirectTo = "/Home/Index" });

        Assert.Equal(PortalRefusal.NoVerdict, (await test.StudentSignsIn()).Refusal);
        Assert.Equal(5, test.Simulator.Requests(SimulatedPage.Landing));
    }

    [Theory]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Credentials_are_not_posted_twice_when_a_redirect_repeats_the_post(int status)
    {
        await using var test = await PortalUnderTest.StartAsync();
        test.Simulator.Break(SimulatedPage.LoginPost, new PageFault { RedirectTo = "/Account/LogOn", Status = status });

        Assert.Equal(PortalRefusal.NoVerdict, (await test.StudentSignsIn()).Refusal);
        Assert.Equal(1, test.Simulator.Requests(SimulatedPage.LoginPost));
    }

    [Fact]
    public async Task Credentials_are_not_posted_twice_when_the_connection_drops()
    {
        await using var test = await PortalUnderTest.StartAsync();
        test.Simulator.Break(SimulatedPage.LoginPost, new PageFault { Abort = true });

        Assert.Equal(PortalRefusal.NoVerdict, (await test.StudentSignsIn()).Refusal);
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
        Assert.Equal(PortalRefusal.NoVerdict, (await test.StudentSignsIn()).Refusal);
        Assert.Equal(0, elsewhere.Requests(SimulatedPage.LoginForm));
    }

    [Theory]
    [InlineData(SimulatedPage.LoginForm)]
    [InlineData(SimulatedPage.ObsHome)]
    public async Task A_page_times_out_after_ten_seconds(SimulatedPage page)
    {
        await using var test = await PortalUnderTest.StartAsync();
        test.Simulator.Break(page, new PageFault { Until = Wait.Forever() });

        var signIn = test.StudentSignsIn();
        await Wait.UntilAsync(() => test.Simulator.Requests(page) == 1);
        test.Time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(signIn.IsCompleted);
        await Wait.AdvanceAsync(test, TimeSpan.FromSeconds(1), signIn);

        Assert.Equal(PortalRefusal.Unavailable, (await signIn).Refusal);
        Assert.Contains(
            test.Log.All,
            line =>
                line.StartsWith("5001", StringComparison.Ordinal)
                && line.Contains(page == SimulatedPage.LoginForm ? "LoginPage" : "ObsHome", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_sign_in_times_out_after_twenty_five_seconds()
    {
        await using var test = await PortalUnderTest.StartAsync();
        var pages = new[] { SimulatedPage.LoginForm, SimulatedPage.LoginPost, SimulatedPage.ObsHome };
        var gates = pages.ToDictionary(page => page, _ => new TaskCompletionSource());
        foreach (var page in pages)
            test.Simulator.Break(page, new PageFault { Until = gates[page].Task });

        var signIn = test.StudentSignsIn();
        foreach (var page in pages)
        {
            await Wait.UntilAsync(() => test.Simulator.Requests(page) == 1);
            test.Time.Advance(TimeSpan.FromSeconds(8.9));
            if (page != SimulatedPage.ObsHome)
                gates[page].SetResult();
        }

        Assert.Equal(PortalRefusal.Unavailable, (await signIn.WaitAsync(Wait.Timeout)).Refusal);
    }

    [Fact]
    public async Task Cancellation_by_the_caller_cancels_the_requests_to_the_portal()
    {
        await using var test = await PortalUnderTest.StartAsync();
        test.Simulator.Break(SimulatedPage.ObsHome, new PageFault { Until = Wait.Forever() });
        using var caller = new CancellationTokenSource();

        var signIn = test.StudentSignsIn(caller.Token);
        await Wait.UntilAsync(() => test.Simulator.Requests(SimulatedPage.ObsHome) == 1);
        await caller.CancelAsync();

        Assert.Equal(PortalRefusal.Unavailable, (await signIn).Refusal);
        await Wait.UntilAsync(() => test.Simulator.Abandoned == 1);
    }

    [Theory]
    [InlineData(SimulatedPage.LoginForm, null)]
    [InlineData(SimulatedPage.LoginPost, PortalRefusal.NoVerdict)]
    public async Task Who_hangs_up_after_sending_a_password_has_tried_it(SimulatedPage page, PortalRefusal? answer)
    {
        await using var test = await PortalUnderTest.StartAsync();
        test.Simulator.Break(page, new PageFault { Until = Wait.Forever() });
        using var caller = new CancellationTokenSource();

        var signIn = test.StudentSignsIn(caller.Token);
        await Wait.UntilAsync(() => test.Simulator.Requests(page) == 1);
        await caller.CancelAsync();

        if (answer is null)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => signIn);
        else
            Assert.Equal(answer, (await signIn).Refusal);
    }

    [Fact]
    public async Task No_more_than_thirty_two_sign_ins_use_the_portal_at_the_same_time()
    {
        await using var test = await PortalUnderTest.StartAsync();
        var gate = new TaskCompletionSource();
        test.Simulator.Break(SimulatedPage.LoginForm, new PageFault { Until = gate.Task });

        var signIns = Enumerable.Range(0, 40).Select(_ => test.StudentSignsIn()).ToList();
        await Wait.UntilAsync(() => test.Simulator.Requests(SimulatedPage.LoginForm) == 32);
        Assert.Equal(32, test.Simulator.MaxConcurrentSignIns);
        gate.SetResult();

        Assert.All(await Task.WhenAll(signIns), answer => PortalUnderTest.SignedIn(answer));
        Assert.Equal(32, test.Simulator.MaxConcurrentSignIns);
        Assert.Equal(40, test.Simulator.Requests(SimulatedPage.LoginForm));
    }

    [Fact]
    public async Task A_sign_in_waits_for_a_free_slot_for_one_minute()
    {
        await using var test = await PortalUnderTest.StartAsync(options =>
        {
            options.MaxConcurrentSignIns = 1;
            options.PageTimeout = options.SignInTimeout = TimeSpan.FromMinutes(5);
        });
        test.Simulator.Break(SimulatedPage.LoginForm, new PageFault { Until = Wait.Forever() });
        using var caller = new CancellationTokenSource();
        var inside = test.StudentSignsIn(caller.Token);
        await Wait.UntilAsync(() => test.Simulator.Requests(SimulatedPage.LoginForm) == 1);

        var waiting = test.StudentSignsIn(CancellationToken.None);
        test.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(waiting.IsCompleted);
        await Wait.AdvanceAsync(test, TimeSpan.FromSeconds(1), waiting);

        Assert.Equal(PortalRefusal.Busy, (await waiting).Refusal);
        Assert.Equal(1, test.Simulator.Requests(SimulatedPage.LoginForm));
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => inside);
    }

    [Fact]
    public async Task The_log_names_the_step_and_no_personal_data()
    {
        await using var test = await PortalUnderTest.StartAsync();
        foreach (var page in Enum.GetValues<SimulatedPage>())
        {
            test.Simulator.Repair();
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
}
