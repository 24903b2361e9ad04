using System.Text.Json;

namespace Attn.Bench.Load;

/// <summary>
/// Every teacher watches a class session of their own while all students check in as fast as the connections allow. An
/// event's time is from the sending of the check-in until its record arrives at the teacher, by one clock.
/// </summary>
internal sealed class StreamsScenario(Target target, LoadOptions options)
{
    private static readonly TimeSpan SessionLength = TimeSpan.FromHours(1);
    private static readonly TimeSpan MaxEventDelay = TimeSpan.FromSeconds(30);
    private readonly Contract _contract = new(target);

    public async Task<Measurements> RunAsync()
    {
        using var workers = new LoadWorkers(target, options.Connections);
        var teachers = await SignInAsync(workers, "demo_teacher", options.Teachers);
        var students = await SignInAsync(workers, "demo_student", options.Students);
        // The first round warms the server up.
        await RoundAsync(workers, teachers, students, NewMeasurements(workers));
        var measured = NewMeasurements(workers);
        for (var left = options.Rounds; left > 0; left--)
            await RoundAsync(workers, teachers, students, measured);
        return measured;
    }

    private static Measurements NewMeasurements(LoadWorkers workers) => new("GET /health (streams)", workers.Count);

    private async Task RoundAsync(LoadWorkers workers, SignedIn[] teachers, SignedIn[] students, Measurements measured)
    {
        var sessionIds = await OpenSessionsAsync(workers, teachers);
        var times = new EventTimes(students.Select(student => student.Number));
        Request[] streams = [.. teachers.Zip(sessionIds, (teacher, id) => _contract.Events(teacher.Token, id))];
        await using var views = await LiveViews.OpenAsync(target, streams, times);
        Request[] checkIns =
        [
            .. students.Select(
                (student, index) => _contract.CheckIn(student.Token, sessionIds[index % sessionIds.Length])
            ),
        ];

        var before = await HealthAsync(workers);
        var checkIn = await workers.SendAllAsync(checkIns, 200, onSending: times.MarkSent);
        await times.WaitForAllAsync(MaxEventDelay);
        var after = await HealthAsync(workers);

        measured.AddHealth(before, after);
        measured.Add($"check-in, {sessionIds.Length} views open", checkIn, before, after);
        measured.AddTiming("check-in to event, p50", times.Percentile(0.5));
        measured.AddTiming("check-in to event, p99", times.Percentile(0.99));
        measured.AddTiming("check-in to event, greatest", times.Percentile(1));
        measured.AddProblem(times.FindProblem());
        await FinishSessionsAsync(workers, teachers, sessionIds);
    }

    private async Task<SignedIn[]> SignInAsync(LoadWorkers workers, string prefix, int count)
    {
        Request[] logins = [.. Enumerable.Range(1, count).Select(number => _contract.Login($"{prefix}_{number}"))];
        var signedIn = new SignedIn[count];
        var round = await workers.SendAllAsync(
            logins,
            200,
            (index, answer) => signedIn[index] = SignedIn.Parse(answer.Body)
        );
        return round.Failures == 0
            ? signedIn
            : throw new BenchmarkFailedException(
                $"{round.Failures} of {count} sign-ins failed: {round.FirstFailure} "
                    + $"Start the server with DEMO_TEACHERS={options.Teachers} and DEMO_STUDENTS={options.Students}."
            );
    }

    private async Task<string[]> OpenSessionsAsync(LoadWorkers workers, SignedIn[] teachers)
    {
        var end = TimeProvider.System.GetUtcNow() + SessionLength;
        var sessionIds = new string[teachers.Length];
        Request[] requests = [.. teachers.Select(teacher => _contract.OpenSession(teacher.Token, end))];
        var round = await workers.SendAllAsync(
            requests,
            201,
            (index, answer) => sessionIds[index] = ParseSessionId(answer.Body)
        );
        return round.Failures == 0
            ? sessionIds
            : throw new BenchmarkFailedException(
                $"{round.Failures} class sessions could not be opened: {round.FirstFailure}"
            );
    }

    private async Task FinishSessionsAsync(LoadWorkers workers, SignedIn[] teachers, string[] sessionIds)
    {
        Request[] requests = [.. teachers.Zip(sessionIds, (teacher, id) => _contract.FinishSession(teacher.Token, id))];
        var round = await workers.SendAllAsync(requests, 204);
        if (round.Failures > 0)
            throw new BenchmarkFailedException(
                $"{round.Failures} class sessions could not be finished: {round.FirstFailure}"
            );
    }

    private Task<Round> HealthAsync(LoadWorkers workers) =>
        workers.RepeatAsync([_contract.Health()], 200, options.Piece);

    private static string ParseSessionId(ReadOnlyMemory<byte> openedSession)
    {
        using var json = JsonDocument.Parse(openedSession);
        return json.RootElement.GetProperty("attendance_id").GetString()!;
    }
}
