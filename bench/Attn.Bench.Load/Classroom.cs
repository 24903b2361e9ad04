using System.Text.Json;

namespace Attn.Bench.Load;

/// <summary>
/// What a scenario needs before and beside the measured load: a demo teacher, the demo students and one class session
/// at a time.
/// </summary>
internal sealed class Classroom : IDisposable
{
    private static readonly TimeSpan MaxArchivingTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan SessionLength = TimeSpan.FromHours(1);
    private static readonly TimeSpan HistoryPollInterval = TimeSpan.FromMilliseconds(10);
    private readonly HttpClient _client;
    private readonly RequestSender _teacher;
    private readonly string _teacherToken;

    private Classroom(Contract contract, HttpClient client, RequestSender teacher, string teacherToken)
    {
        Contract = contract;
        _client = client;
        _teacher = teacher;
        _teacherToken = teacherToken;
    }

    public Contract Contract { get; }

    /// <param name="teacher">Number of the demo teacher who signs in.</param>
    public static async Task<Classroom> EnterAsync(Target target, int teacher = 1)
    {
        var contract = new Contract(target);
        var client = target.CreateClient(maxConnections: 1);
        var sender = new RequestSender(client);
        var answer = await sender.SendAsync(contract.Login($"demo_teacher_{teacher}"));
        var signedIn = SignedIn.Parse(RequireStatus(answer, 200, $"The sign-in of demo_teacher_{teacher}"));
        return new(contract, client, sender, signedIn.Token);
    }

    /// <summary>Signs the first <paramref name="count"/> demo students in.</summary>
    public async Task<(Round Round, SignedIn[] Students)> SignInAsync(LoadWorkers workers, int count)
    {
        Request[] logins = [.. Enumerable.Range(1, count).Select(number => Contract.Login($"demo_student_{number}"))];
        var answers = new byte[count][];
        // Parsed after the clock has stopped.
        var round = await workers.SendAllAsync(logins, 200, (index, answer) => answers[index] = answer.Body.ToArray());
        return round.Failures == 0
            ? (round, [.. answers.Select(body => SignedIn.Parse(body))])
            : throw new BenchmarkFailedException(
                $"{round.Failures} of {count} sign-ins failed: {round.FirstFailure} "
                    + $"Start the server with DEMO_MODE=true, DEMO_STUDENTS={count} and RATE_LIMIT_FACTOR=0."
            );
    }

    /// <summary>Opens a class session that asks for no check; one that is still active is finished first.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> OpenSessionAsync()
    {
        using (var live = await AskAsync(Contract.LiveSession(_teacherToken), 200, "The active class session"))
        {
            if (live.RootElement.ValueKind == JsonValueKind.Object)
                await FinishSessionAsync(live.RootElement.GetProperty("attendance_id").GetString()!);
        }

        using var opened = await AskAsync(
            Contract.OpenSession(_teacherToken, TimeProvider.System.GetUtcNow() + SessionLength),
            201,
            "Opening a class session"
        );
        return opened.RootElement.GetProperty("attendance_id").GetString()!;
    }

    public async Task FinishSessionAsync(string sessionId) =>
        RequireStatus(
            await _teacher.SendAsync(Contract.FinishSession(_teacherToken, sessionId)),
            204,
            "Finishing the class session"
        );

    public async Task<Round> CheckInAsync(LoadWorkers workers, string sessionId, IReadOnlyList<SignedIn> students) =>
        await workers.SendAllAsync([.. students.Select(student => Contract.CheckIn(student.Token, sessionId))], 200);

    public Request RosterRequest(string sessionId) => Contract.Roster(_teacherToken, sessionId);

    /// <returns><c>null</c> if the roster is exactly these students, all of them present; else what is wrong.</returns>
    public async Task<string?> FindRosterProblemAsync(string sessionId, IReadOnlyList<SignedIn> students, string when)
    {
        using var roster = await AskAsync(RosterRequest(sessionId), 200, "The roster");
        var present = roster
            .RootElement.EnumerateArray()
            .Where(record => record.GetProperty("is_attended").GetBoolean())
            .Select(record => record.GetProperty("student").GetProperty("user_school_number").GetString()!)
            .ToHashSet(StringComparer.Ordinal);
        var records = roster.RootElement.GetArrayLength();
        return records == students.Count && present.SetEquals(students.Select(student => student.Number))
            ? null
            : $"The roster is wrong {when}: {records} records, {present.Count} students present, "
                + $"but {students.Count} checked in.";
    }

    /// <summary>Finishes the class session and waits until it is in the history.</summary>
    /// <returns>Milliseconds until finish was answered, and until the history showed it.</returns>
    public async Task<(double Answered, double InHistory)> FinishToHistoryAsync(string sessionId)
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        await FinishSessionAsync(sessionId);
        var answered = TimeProvider.System.GetElapsedTime(startedAt);
        while (!await IsInHistoryAsync(sessionId))
        {
            if (TimeProvider.System.GetElapsedTime(startedAt) > MaxArchivingTime)
                throw new BenchmarkFailedException(
                    $"The class session was not in the history {MaxArchivingTime.TotalSeconds} s after its finish."
                );
            await Task.Delay(HistoryPollInterval);
        }

        return (answered.TotalMilliseconds, TimeProvider.System.GetElapsedTime(startedAt).TotalMilliseconds);
    }

    public void Dispose()
    {
        _teacher.Dispose();
        _client.Dispose();
    }

    private async Task<bool> IsInHistoryAsync(string sessionId)
    {
        using var history = await AskAsync(Contract.History(_teacherToken), 200, "The history");
        return history
            .RootElement.EnumerateArray()
            .Any(past => past.GetProperty("attendance_id").ValueEquals(sessionId));
    }

    private async Task<JsonDocument> AskAsync(Request request, int expected, string what) =>
        JsonDocument.Parse(RequireStatus(await _teacher.SendAsync(request), expected, what));

    private static ReadOnlyMemory<byte> RequireStatus(Answer answer, int expected, string what) =>
        answer.Status == expected
            ? answer.Body
            : throw new BenchmarkFailedException($"{what} was answered {answer.Status}: {answer.Excerpt()}");
}
