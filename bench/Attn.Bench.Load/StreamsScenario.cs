using System.Text;
using System.Text.Json;

namespace Attn.Bench.Load;

/// <summary>
/// Every teacher watches a class session of their own while all students check in as fast as the connections take it. An event's time is from the
/// sending of the check-in until its record arrives at the teacher, by one clock.
/// </summary>
internal sealed class StreamsScenario(Target target, LoadOptions options, Contract contract)
{
    private static readonly TimeSpan Lesson = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private readonly byte[][] _health = [contract.Health()];

    public async Task<Measurements> RunAsync()
    {
        using var pool = new ConnectionPool(target, options.Connections);
        var teachers = await SignInAsync(pool, "demo_teacher", options.Teachers);
        var students = await SignInAsync(pool, "demo_student", options.Students);
        // The first round warms the server up.
        await RoundAsync(pool, teachers, students, Begin(pool));
        var measured = Begin(pool);
        for (var left = options.Rounds; left > 0; left--)
            await RoundAsync(pool, teachers, students, measured);
        return measured;
    }

    private static Measurements Begin(ConnectionPool pool) => new("GET /health (streams)", pool.Connections);

    private async Task RoundAsync(ConnectionPool pool, SignedIn[] teachers, SignedIn[] students, Measurements measured)
    {
        var sessions = await OpenAsync(pool, teachers);
        var times = new EventTimes(students.Select(student => student.Number));
        await using var views = await LiveViews.OpenAsync(contract, teachers, sessions, times);
        byte[][] requests =
        [
            .. students.Select((student, index) => contract.Attend(student.Token, sessions[index % sessions.Length])),
        ];

        var before = await HealthAsync(pool);
        var checkIn = await pool.SendAllAsync(requests, 200, sending: times.Sent);
        await times.AllArrivedAsync(LongestWait);
        var after = await HealthAsync(pool);

        measured.AddHealth(before, after);
        measured.Add($"check-in, {sessions.Length} views open", checkIn, before, after);
        measured.AddWait("check-in to event, p50", times.Percentile(0.5));
        measured.AddWait("check-in to event, p99", times.Percentile(0.99));
        measured.AddWait("check-in to event, greatest", times.Percentile(1));
        measured.Expect(times.FindProblem());
        await FinishAsync(pool, teachers, sessions);
    }

    private async Task<SignedIn[]> SignInAsync(ConnectionPool pool, string prefix, int count)
    {
        byte[][] logins = [.. Enumerable.Range(1, count).Select(number => contract.Login($"{prefix}_{number}"))];
        var signedIn = new SignedIn[count];
        var round = await pool.SendAllAsync(
            logins,
            200,
            (index, answer) => signedIn[index] = SignedIn.Read(answer.Body)
        );
        return round.Failures == 0
            ? signedIn
            : throw new BenchmarkFailedException(
                $"{round.Failures} of {count} sign-ins failed: {round.FirstFailure} Start the server with DEMO_TEACHERS={options.Teachers} and DEMO_STUDENTS={options.Students}."
            );
    }

    private async Task<string[]> OpenAsync(ConnectionPool pool, SignedIn[] teachers)
    {
        var end = TimeProvider.System.GetUtcNow() + Lesson;
        var sessions = new string[teachers.Length];
        byte[][] requests = [.. teachers.Select(teacher => contract.Open(teacher.Token, end))];
        var round = await pool.SendAllAsync(requests, 201, (index, answer) => sessions[index] = IdOf(answer.Body));
        return round.Failures == 0
            ? sessions
            : throw new BenchmarkFailedException(
                $"{round.Failures} class sessions could not be opened: {round.FirstFailure}"
            );
    }

    private async Task FinishAsync(ConnectionPool pool, SignedIn[] teachers, string[] sessions)
    {
        var round = await pool.SendAllAsync(
            [.. teachers.Select((teacher, index) => contract.Finish(teacher.Token, sessions[index]))],
            204
        );
        if (round.Failures > 0)
            throw new BenchmarkFailedException(
                $"{round.Failures} class sessions could not be finished: {round.FirstFailure}"
            );
    }

    private Task<Round> HealthAsync(ConnectionPool pool) => pool.RepeatAsync(_health, 200, options.Piece);

    private static string IdOf(ReadOnlyMemory<byte> session)
    {
        using var json = JsonDocument.Parse(session);
        return json.RootElement.GetProperty("attendance_id").GetString()!;
    }
}

/// <summary>The teachers' open streams, each read to its end.</summary>
internal sealed class LiveViews : IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(30),
    };
    private readonly List<(HttpResponseMessage Answer, Task Reading)> _views = [];

    private LiveViews() { }

    /// <summary>Opens a view of each session, and waits until each has shown what is there.</summary>
    public static async Task<LiveViews> OpenAsync(
        Contract contract,
        SignedIn[] teachers,
        string[] sessions,
        EventTimes times
    )
    {
        var views = new LiveViews();
        var begun = new List<Task>();
        foreach (var (teacher, session) in teachers.Zip(sessions))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, contract.Events(session))
            {
                Headers = { Authorization = new("Bearer", teacher.Token) },
            };
            var answer = await views._http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            if (!answer.IsSuccessStatusCode)
                throw new BenchmarkFailedException($"A live view was answered {(int)answer.StatusCode}.");
            var snapshot = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            views._views.Add((answer, ReadAsync(await answer.Content.ReadAsStreamAsync(), times, snapshot)));
            begun.Add(snapshot.Task);
        }

        await Task.WhenAll(begun).WaitAsync(TimeSpan.FromSeconds(30));
        return views;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (answer, _) in _views)
            answer.Dispose();
        await Task.WhenAll(_views.Select(view => view.Reading));
        _http.Dispose();
    }

    private static async Task ReadAsync(Stream stream, EventTimes times, TaskCompletionSource snapshot)
    {
        try
        {
            using var lines = new StreamReader(stream, Encoding.UTF8);
            var name = "";
            while (await lines.ReadLineAsync() is { } line)
            {
                if (line.StartsWith("event: ", StringComparison.Ordinal))
                    name = line[7..];
                else if (line.StartsWith("data: ", StringComparison.Ordinal) && name == "record")
                    times.Arrived(NumberOf(line.AsSpan(6)));
                else if (line.Length == 0 && name == "snapshot")
                    snapshot.TrySetResult();
            }
        }
        catch (Exception over)
            when (over is IOException or ObjectDisposedException or HttpRequestException or OperationCanceledException)
        {
            snapshot.TrySetException(over);
        }
    }

    private static string NumberOf(ReadOnlySpan<char> record)
    {
        const string key = "\"user_school_number\":\"";
        var rest = record[(record.IndexOf(key, StringComparison.Ordinal) + key.Length)..];
        return rest[..rest.IndexOf('"')].ToString();
    }
}
