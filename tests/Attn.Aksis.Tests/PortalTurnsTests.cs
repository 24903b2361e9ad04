namespace Attn.Aksis.Tests;

/// <summary>Turns at the portal are fair among addresses.</summary>
public sealed class PortalTurnsTests
{
    private const string Campus = "192.0.2.1";
    private const string Home = "192.0.2.2";
    private const string Library = "192.0.2.3";

    private readonly PortalTurns _turns = new(max: 8, maxPerAddress: 2, maxWaiting: 100);

    [Fact]
    public void One_address_alone_may_use_every_turn()
    {
        Take(Campus, 20);

        Assert.Equal(8, _turns.TakenBy(Campus));
    }

    [Fact]
    public void The_next_free_turn_goes_to_the_other_address()
    {
        Take(Campus, 20);
        Take(Home, 1);
        Assert.Equal(0, _turns.TakenBy(Home));

        _turns.Return(Campus);

        Assert.Equal((7, 1), (_turns.TakenBy(Campus), _turns.TakenBy(Home)));
    }

    [Fact]
    public void Whoever_is_alone_again_gets_every_turn()
    {
        Take(Campus, 20);
        Take(Home, 1);
        _turns.Return(Campus);

        _turns.Return(Home);

        Assert.Equal((8, 0), (_turns.TakenBy(Campus), _turns.TakenBy(Home)));
    }

    [Fact]
    public void While_others_wait_no_address_gets_more_than_its_share()
    {
        Take(Campus, 20);
        Take(Home, 20);
        for (var turn = 0; turn < 8; turn++)
            _turns.Return(Campus);

        Assert.Equal((2, 2), (_turns.TakenBy(Campus), _turns.TakenBy(Home)));
        Take(Library, 1);
        Assert.Equal(1, _turns.TakenBy(Library));
    }

    [Fact]
    public void Addresses_take_turns()
    {
        var turns = new PortalTurns(max: 1, maxPerAddress: 1, maxWaiting: 100);
        string[] waiting = [Library, Campus, Campus, Campus, Home, Home];
        foreach (var address in waiting)
            _ = turns.TakeAsync(address, CancellationToken.None);

        List<string> order = [];
        foreach (var _ in waiting)
        {
            order.Add(waiting.First(address => turns.TakenBy(address) == 1));
            turns.Return(order[^1]);
        }

        Assert.Equal([Library, Campus, Home, Campus, Home, Campus], order);
        Assert.All(waiting, address => Assert.Equal(0, turns.TakenBy(address)));
    }

    [Fact]
    public async Task Within_an_address_the_first_is_the_first()
    {
        Take(Campus, 8);
        var waiting = Enumerable.Range(0, 5).Select(_ => _turns.TakeAsync(Campus, CancellationToken.None)).ToList();
        foreach (var first in waiting)
        {
            _turns.Return(Campus);
            Assert.True(await first.WaitAsync(Wait.Timeout));
        }
    }

    [Fact]
    public async Task Who_hangs_up_leaves_the_line()
    {
        Take(Campus, 8);
        using var caller = new CancellationTokenSource();
        var gone = _turns.TakeAsync(Home, caller.Token);
        var next = _turns.TakeAsync(Home, CancellationToken.None);
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        _turns.Return(Campus);
        Assert.True(await next.WaitAsync(Wait.Timeout));
    }

    [Fact]
    public async Task A_full_line_refuses_the_newest_of_the_address_that_waits_most()
    {
        var turns = new PortalTurns(max: 1, maxPerAddress: 1, maxWaiting: 3);
        await turns.TakeAsync(Library, CancellationToken.None);
        var flood = Enumerable.Range(0, 5).Select(_ => turns.TakeAsync(Campus, CancellationToken.None)).ToList();
        Assert.False(await flood[3].WaitAsync(Wait.Timeout));
        Assert.False(await flood[4].WaitAsync(Wait.Timeout));

        var student = turns.TakeAsync(Home, CancellationToken.None);

        Assert.False(await flood[2].WaitAsync(Wait.Timeout));
        turns.Return(Library);
        turns.Return(Campus);
        Assert.True(await student.WaitAsync(Wait.Timeout));
    }

    [Fact]
    public async Task Sign_ins_that_come_and_go_at_random_never_exceed_the_turns_and_leave_nothing_behind()
    {
        var inside = 0;
        var most = 0;
        await Task.WhenAll(
            Enumerable
                .Range(0, 400)
                .Select(number =>
                    Task.Run(async () =>
                    {
                        using var caller = new CancellationTokenSource();
                        var turn = _turns.TakeAsync($"192.0.2.{number % 7}", caller.Token);
                        if (number % 3 == 0)
                            await caller.CancelAsync();
                        try
                        {
                            if (!await turn)
                                return;
                        }
                        catch (OperationCanceledException)
                        {
                            return;
                        }

                        InterlockedMax(ref most, Interlocked.Increment(ref inside));
                        await Task.Yield();
                        Interlocked.Decrement(ref inside);
                        _turns.Return($"192.0.2.{number % 7}");
                    })
                )
        );

        Assert.InRange(most, 1, 8);
        Take(Campus, 20);
        Assert.Equal(8, _turns.TakenBy(Campus));
    }

    private void Take(string address, int times)
    {
        for (var time = 0; time < times; time++)
            _ = _turns.TakeAsync(address, CancellationToken.None);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int known;
        while ((known = Volatile.Read(ref target)) < value)
            Interlocked.CompareExchange(ref target, value, known);
    }
}
