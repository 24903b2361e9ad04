using System.Text;
using System.Text.Json;

namespace Attn.Bench.Load;

/// <summary>What a scenario does before and beside the measuring: the demo teacher, the demo students and one class session at a time.</summary>
internal sealed class Classroom : IDisposable
{
    private static readonly TimeSpan LongestArchiving = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Lesson = TimeSpan.FromHours(1);
    private readonly HttpConnection _teacherLine;
    private readonly string _teacherToken;

    private Classroom(Contract contract, HttpConnection teacherLine, string teacherToken)
    {
        Contract = contract;
        _teacherLine = teacherLine;
        _teacherToken = teacherToken;
    }

    public Contract Contract { get; }

    public string TeacherToken => _teacherToken;

    /// <param name="teacher">Number of the demo teacher.</param>
    public static async Task<Classroom> EnterAsync(Target target, int teacher = 1)
    {
        var contract = new Contract(target);
        var line = new HttpConnection(target.Address);
        var answer = await line.SendAsync(contract.Login($"demo_teacher_{teacher}"));
        return new(contract, line, SignedIn.Read(Expect(answer, 200, $"The sign-in of demo_teacher_{teacher}")).Token);
    }

    /// <summary>Signs the first <paramref name="count"/> demo students in.</summary>
    public async Task<(Round Round, SignedIn[] Students)> SignInAsync(ConnectionPool pool, int count)
    {
        byte[][] logins = [.. Enumerable.Range(1, count).Select(number => Contract.Login($"demo_student_{number}"))];
        var answers = new byte[count][];
        var round = await pool.SendAllAsync(logins, 200, (index, answer) => answers[index] = answer.Body.ToArray());
        return round.Failures == 0
            ? (round, [.. answers.Select(body => SignedIn.Read(body))])
            : throw new BenchmarkFailedException(
                $"{round.Failures} of {count} sign-ins failed: {round.FirstFailure} Start the server with DEMO_MODE=true, DEMO_STUDENTS={count} and RATE_LIMIT_FACTOR=0."
            );
    }

    /// <summary>Opens a class session that asks for nothing; one that is still active is finished first.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> OpenAsync()
    {
        using (var live = await AskAsync(Contract.Live(_teacherToken), 200, "The active class session"))
        {
            if (live.RootElement.ValueKind == JsonValueKind.Object)
                await FinishAsync(live.RootElement.GetProperty("attendance_id").GetString()!);
        }

        using var opened = await AskAsync(
            Contract.Open(_teacherToken, TimeProvider.System.GetUtcNow() + Lesson),
            201,
            "Opening a class session"
        );
        return opened.RootElement.GetProperty("attendance_id").GetString()!;
    }

    public async Task FinishAsync(string session) =>
        Expect(
            await _teacherLine.SendAsync(Contract.Finish(_teacherToken, session)),
            204,
            "Finishing the class session"
        );

    public async Task<Round> CheckInAsync(ConnectionPool pool, string session, IReadOnlyList<SignedIn> students) =>
        await pool.SendAllAsync([.. students.Select(student => Contract.Attend(student.Token, session))], 200);

    public byte[] RosterRequest(string session) => Contract.Roster(_teacherToken, session);

    /// <returns>What is wrong, or <c>null</c> if the roster is exactly these students, all of them present.</returns>
    public async Task<string?> FindRosterProblemAsync(string session, IReadOnlyList<SignedIn> students, string when)
    {
        using var roster = await AskAsync(RosterRequest(session), 200, "The roster");
        var present = roster
            .RootElement.EnumerateArray()
            .Where(record => record.GetProperty("is_attended").GetBoolean())
            .Select(record => record.GetProperty("student").GetProperty("user_school_number").GetString()!)
            .ToHashSet(StringComparer.Ordinal);
        var records = roster.RootElement.GetArrayLength();
        return records == students.Count && present.SetEquals(students.Select(student => student.Number))
            ? null
            : $"The roster is wrong {when}: {records} records, {present.Count} students present, but {students.Count} checked in.";
    }

    /// <summary>Finishes the class session and waits until it is in the history.</summary>
    /// <returns>Milliseconds until finish was answered, and until the history showed it.</returns>
    public async Task<(double Answered, double InHistory)> FinishToHistoryAsync(string session)
    {
        var start = TimeProvider.System.GetTimestamp();
        await FinishAsync(session);
        var answered = TimeProvider.System.GetElapsedTime(start);
        while (!await IsInHistoryAsync(session))
        {
            if (TimeProvider.System.GetElapsedTime(start) > LongestArchiving)
                throw new BenchmarkFailedException(
                    $"The class session was not in the history {LongestArchiving.TotalSeconds} s after its finish."
                );
            await Task.Delay(TimeSpan.FromMilliseconds(10));
        }

        return (answered.TotalMilliseconds, TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
    }

    public void Dispose() => _teacherLine.Dispose();

    private async Task<bool> IsInHistoryAsync(string session)
    {
        using var history = await AskAsync(Contract.History(_teacherToken), 200, "The history");
        return history.RootElement.EnumerateArray().Any(past => past.GetProperty("attendance_id").ValueEquals(session));
    }

    private async Task<JsonDocument> AskAsync(byte[] request, int expected, string what) =>
        JsonDocument.Parse(Expect(await _teacherLine.SendAsync(request), expected, what));

    private static ReadOnlyMemory<byte> Expect(Answer answer, int expected, string what) =>
        answer.Status == expected
            ? answer.Body
            : throw new BenchmarkFailedException(
                $"{what} was answered {answer.Status}: {Encoding.UTF8.GetString(answer.Body.Span[..Math.Min(300, answer.Body.Length)])}"
            );
}

/// <summary>A demo user after sign-in.</summary>
internal sealed record SignedIn(string Number, string Token)
{
    public static SignedIn Read(ReadOnlyMemory<byte> loginAnswer)
    {
        using var json = JsonDocument.Parse(loginAnswer);
        return new(
            json.RootElement.GetProperty("user").GetProperty("user_school_number").GetString()!,
            json.RootElement.GetProperty("token").GetProperty("access_token").GetString()!
        );
    }
}
