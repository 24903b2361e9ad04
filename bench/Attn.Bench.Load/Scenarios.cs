namespace Attn.Bench.Load;

/// <summary>
/// What is measured. Every round stands between two measurements of <c>GET /health</c> over the same connections, because the machine may be
/// faster or slower a minute later. The first round warms the server up and is not counted.
/// </summary>
internal sealed class Scenarios(Target target, LoadOptions options, Classroom room)
{
    private readonly byte[][] _health = [room.Contract.Health()];

    /// <summary>All students sign in, check in to one class session, and it goes to the history.</summary>
    public async Task<Measurements> CheckInAsync()
    {
        using var pool = new ConnectionPool(target, options.Connections);
        return await RoundsAsync(
            "GET /health (check-in)",
            pool.Connections,
            async measured =>
            {
                var session = await room.OpenAsync();
                var (signIn, students) = await room.SignInAsync(pool, options.Students);
                var before = await HealthAsync(pool);
                var checkIn = await room.CheckInAsync(pool, session, students);
                var after = await HealthAsync(pool);
                measured.Expect(await room.FindRosterProblemAsync(session, students, "after the check-in"));
                var (answered, inHistory) = await room.FinishToHistoryAsync(session);
                measured.Expect(await room.FindRosterProblemAsync(session, students, "in the history"));

                measured.AddHealth(before, after);
                measured.Add("sign-in", signIn, before, after);
                measured.Add("check-in", checkIn, before, after);
                measured.AddWait($"finish answered, {students.Length} records", answered);
                measured.AddWait($"finish to history, {students.Length} records", inHistory);
            }
        );
    }

    /// <summary>One teacher's roster, listed again and again by several pollers.</summary>
    public async Task<Measurements> RosterAsync()
    {
        using var pool = new ConnectionPool(target, options.Pollers);
        var (session, students) = await FilledSessionAsync(pool, options.RosterSize);
        var lists = new[] { room.RosterRequest(session) };
        var measured = await RoundsAsync(
            "GET /health (roster)",
            pool.Connections,
            measured => RepeatAsync(measured, $"roster of {students.Count}", pool, lists)
        );
        measured.Expect(await room.FindRosterProblemAsync(session, students, "after it was listed"));
        await room.FinishAsync(session);
        return measured;
    }

    /// <summary>Checked-in students look at their own records.</summary>
    public async Task<Measurements> StatusAsync()
    {
        using var pool = new ConnectionPool(target, options.Connections);
        var (session, students) = await FilledSessionAsync(pool, options.Students);
        byte[][] polls = [.. students.Select(student => room.Contract.Status(student.Token, session))];
        var measured = await RoundsAsync(
            "GET /health (status)",
            pool.Connections,
            measured => RepeatAsync(measured, "status", pool, polls)
        );
        await room.FinishAsync(session);
        return measured;
    }

    /// <summary>The baseline by our client and by HttpClient: what the generator itself costs.</summary>
    public async Task<Measurements> ClientAsync()
    {
        using var pool = new ConnectionPool(target, options.Connections);
        using var other = new HttpClientProbe(target.Url, options.Connections);
        return await RoundsAsync(
            "GET /health, this client",
            pool.Connections,
            async measured =>
            {
                var before = await HealthAsync(pool);
                var probe = await other.RepeatAsync(options.Piece);
                var after = await HealthAsync(pool);
                measured.AddHealth(before, after);
                measured.Add("GET /health, HttpClient", probe, before, after);
            }
        );
    }

    private async Task RepeatAsync(Measurements measured, string name, ConnectionPool pool, byte[][] requests)
    {
        var before = await HealthAsync(pool);
        var round = await pool.RepeatAsync(requests, 200, options.Piece);
        var after = await HealthAsync(pool);
        measured.AddHealth(before, after);
        measured.Add(name, round, before, after);
    }

    private async Task<(string Session, IReadOnlyList<SignedIn> Students)> FilledSessionAsync(
        ConnectionPool pool,
        int count
    )
    {
        var (_, students) = await room.SignInAsync(pool, count);
        var session = await room.OpenAsync();
        var checkIn = await room.CheckInAsync(pool, session, students);
        if (checkIn.Failures > 0)
            throw new BenchmarkFailedException($"{checkIn.Failures} check-ins failed: {checkIn.FirstFailure}");
        return await room.FindRosterProblemAsync(session, students, "after the check-in") is { } problem
            ? throw new BenchmarkFailedException(problem)
            : (session, students);
    }

    private async Task<Measurements> RoundsAsync(string baseline, int connections, Func<Measurements, Task> round)
    {
        var warmUp = new Measurements(baseline, connections);
        await round(warmUp);
        var measured = new Measurements(baseline, connections);
        foreach (var problem in warmUp.Problems)
            measured.Expect(problem);
        for (var left = options.Rounds; left > 0; left--)
            await round(measured);
        return measured;
    }

    private Task<Round> HealthAsync(ConnectionPool pool) => pool.RepeatAsync(_health, 200, options.Piece);
}
