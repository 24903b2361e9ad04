namespace Attn.Bench.Load;

/// <summary>
/// The scenarios that consist of rounds. <c>GET /health</c> is measured over the same connections before and after
/// every load, because the machine may be faster or slower a minute later. The first round warms the server up and is
/// not counted.
/// </summary>
internal sealed class Scenarios(Target target, LoadOptions options, Classroom room)
{
    private readonly Request[] _health = [room.Contract.Health()];

    /// <summary>All students sign in and check in to one class session, which then moves to the history.</summary>
    public async Task<Measurements> CheckInAsync()
    {
        using var workers = new LoadWorkers(target, options.Connections);
        return await RoundsAsync(
            "GET /health (check-in)",
            workers.Count,
            measured => CheckInRoundAsync(measured, workers)
        );
    }

    /// <summary>Several pollers list one teacher's roster over and over.</summary>
    public async Task<Measurements> RosterAsync()
    {
        using var workers = new LoadWorkers(target, options.Pollers);
        var (sessionId, students) = await FilledSessionAsync(workers, options.RosterSize);
        Request[] lists = [room.RosterRequest(sessionId)];
        var measured = await RoundsAsync(
            "GET /health (roster)",
            workers.Count,
            measured => RepeatAsync(measured, $"roster of {students.Count}", workers, lists)
        );
        measured.AddProblem(await room.FindRosterProblemAsync(sessionId, students, "after it was listed"));
        await room.FinishSessionAsync(sessionId);
        return measured;
    }

    /// <summary>Checked-in students look at their own records.</summary>
    public async Task<Measurements> StatusAsync()
    {
        using var workers = new LoadWorkers(target, options.Connections);
        var (sessionId, students) = await FilledSessionAsync(workers, options.Students);
        Request[] polls = [.. students.Select(student => room.Contract.Status(student.Token, sessionId))];
        var measured = await RoundsAsync(
            "GET /health (status)",
            workers.Count,
            measured => RepeatAsync(measured, "status", workers, polls)
        );
        await room.FinishSessionAsync(sessionId);
        return measured;
    }

    private async Task CheckInRoundAsync(Measurements measured, LoadWorkers workers)
    {
        var sessionId = await room.OpenSessionAsync();
        var (signIn, students) = await room.SignInAsync(workers, options.Students);
        var before = await HealthAsync(workers);
        var checkIn = await room.CheckInAsync(workers, sessionId, students);
        var after = await HealthAsync(workers);
        measured.AddProblem(await room.FindRosterProblemAsync(sessionId, students, "after the check-in"));
        var (answered, inHistory) = await room.FinishToHistoryAsync(sessionId);
        measured.AddProblem(await room.FindRosterProblemAsync(sessionId, students, "in the history"));

        measured.AddHealth(before, after);
        measured.Add("sign-in", signIn, before, after);
        measured.Add("check-in", checkIn, before, after);
        measured.AddTiming($"finish answered, {students.Length} records", answered);
        measured.AddTiming($"finish to history, {students.Length} records", inHistory);
    }

    private async Task RepeatAsync(Measurements measured, string name, LoadWorkers workers, Request[] requests)
    {
        var before = await HealthAsync(workers);
        var round = await workers.RepeatAsync(requests, 200, options.Piece);
        var after = await HealthAsync(workers);
        measured.AddHealth(before, after);
        measured.Add(name, round, before, after);
    }

    private async Task<(string SessionId, IReadOnlyList<SignedIn> Students)> FilledSessionAsync(
        LoadWorkers workers,
        int count
    )
    {
        var (_, students) = await room.SignInAsync(workers, count);
        var sessionId = await room.OpenSessionAsync();
        var checkIn = await room.CheckInAsync(workers, sessionId, students);
        if (checkIn.Failures > 0)
            throw new BenchmarkFailedException($"{checkIn.Failures} check-ins failed: {checkIn.FirstFailure}");
        return await room.FindRosterProblemAsync(sessionId, students, "after the check-in") is { } problem
            ? throw new BenchmarkFailedException(problem)
            : (sessionId, students);
    }

    private async Task<Measurements> RoundsAsync(string baseline, int connections, Func<Measurements, Task> round)
    {
        var warmUp = new Measurements(baseline, connections);
        await round(warmUp);
        var measured = new Measurements(baseline, connections);
        foreach (var problem in warmUp.Problems)
            measured.AddProblem(problem);
        for (var left = options.Rounds; left > 0; left--)
            await round(measured);
        return measured;
    }

    private Task<Round> HealthAsync(LoadWorkers workers) => workers.RepeatAsync(_health, 200, options.Piece);
}
