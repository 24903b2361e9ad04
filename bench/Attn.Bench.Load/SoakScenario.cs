using System.Diagnostics;
using System.Globalization;

namespace Attn.Bench.Load;

/// <summary>
/// Class after class at half the server's peak rate, which is measured at the start of the same run: check-ins, a few
/// sign-ins, status and roster reads, finish and archiving. A line every 15 s; growing memory and rising latencies show
/// as a difference between the first third and the last.
/// </summary>
internal sealed class SoakScenario(Target target, LoadOptions options)
{
    private const int TicksPerSecond = 10;
    private const int PeakRounds = 3;

    // Every student signs in anew long before their LoginSession ends.
    private const int ClassesPerSignIn = 50;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(15);

    /// <returns>Whether no request failed and every roster was right.</returns>
    public async Task<bool> RunAsync()
    {
        using var workers = new LoadWorkers(target, options.Connections);
        // Two teachers take turns: one teaches while the other's class is archived.
        using var first = await Classroom.EnterAsync(target, 1);
        using var second = await Classroom.EnterAsync(target, 2);
        var (_, students) = await first.SignInAsync(workers, options.Students);
        var rate = await MeasurePeakAsync(workers, first, students) / 2;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"half the peak: {rate:0} check-ins/s, for {options.SoakMinutes} min"
            )
        );

        var log = new SoakLog(options.ServerPid);
        var end = Stopwatch.GetTimestamp() + (long)(options.SoakMinutes * 60.0 * Stopwatch.Frequency);
        Task archiving = Task.CompletedTask;
        for (var number = 0; Stopwatch.GetTimestamp() < end; number++)
        {
            var room = number % 2 == 0 ? first : second;
            var sessionId = await room.OpenSessionAsync();
            await RenewLoginsAsync(workers, room, students, number, log);
            await CheckInAsync(workers, room, sessionId, students, rate, log);
            log.AddOther(await workers.SendAllAsync([room.RosterRequest(sessionId)], 200));
            await archiving;
            log.AddProblem(await room.FindRosterProblemAsync(sessionId, students, "after the check-in"));
            archiving = room.FinishToHistoryAsync(sessionId);
        }

        await archiving;
        log.CloseWindow();
        Console.Write(log.Summary());
        return log.IsClean;
    }

    /// <returns>Check-ins per second at full speed: the median of a few rounds after one that warms up.</returns>
    private static async Task<double> MeasurePeakAsync(LoadWorkers workers, Classroom room, SignedIn[] students)
    {
        var rates = new List<double>();
        for (var round = 0; round <= PeakRounds; round++)
        {
            var sessionId = await room.OpenSessionAsync();
            var checkIn = await room.CheckInAsync(workers, sessionId, students);
            if (checkIn.Failures > 0)
                throw new BenchmarkFailedException($"{checkIn.Failures} check-ins failed: {checkIn.FirstFailure}");
            await room.FinishToHistoryAsync(sessionId);
            rates.Add(checkIn.PerSecond);
        }

        return Spread.Of(rates.Skip(1)).Median;
    }

    /// <summary>A part of the students signs in anew, as students do all day.</summary>
    private static async Task RenewLoginsAsync(
        LoadWorkers workers,
        Classroom room,
        SignedIn[] students,
        int number,
        SoakLog log
    )
    {
        var part = (students.Length + ClassesPerSignIn - 1) / ClassesPerSignIn;
        var start = number % ClassesPerSignIn * part;
        var indexes = Enumerable.Range(start, Math.Max(0, Math.Min(part, students.Length - start))).ToList();
        Request[] logins = [.. indexes.Select(index => room.Contract.Login(students[index].Number))];
        log.AddOther(
            await workers.SendAllAsync(
                logins,
                200,
                (index, answer) => students[indexes[index]] = SignedIn.Parse(answer.Body)
            )
        );
    }

    private static async Task CheckInAsync(
        LoadWorkers workers,
        Classroom room,
        string sessionId,
        SignedIn[] students,
        double rate,
        SoakLog log
    )
    {
        using var tick = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / TicksPerSecond));
        foreach (var group in students.Chunk(Math.Max(1, (int)(rate / TicksPerSecond))))
        {
            log.AddCheckIns(await room.CheckInAsync(workers, sessionId, group));
            log.AddOther(await workers.SendAllAsync([room.Contract.Status(group[0].Token, sessionId)], 200));
            if (log.WindowAge > Window)
                log.CloseWindow();
            await tick.WaitForNextTickAsync();
        }
    }
}
