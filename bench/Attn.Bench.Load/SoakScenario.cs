using System.Diagnostics;
using System.Globalization;

namespace Attn.Bench.Load;

/// <summary>
/// Class after class at half the rate that the server can do, measured at the beginning of the same run: check-ins, a few sign-ins, status and roster
/// reads, finish and archiving. Tells every 15 s how it goes; memory that grows and waiting times that rise show between the first third and the last.
/// </summary>
internal sealed class SoakScenario(Target target, LoadOptions options)
{
    private const int TicksPerSecond = 10;

    // Everybody signs in again long before their LoginSession ends.
    private const int ClassesPerSignIn = 50;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(15);

    public async Task<bool> RunAsync()
    {
        using var pool = new ConnectionPool(target, options.Connections);
        // Two teachers take turns: while the class of one is archived, that of the other goes on.
        using var first = await Classroom.EnterAsync(target, 1);
        using var second = await Classroom.EnterAsync(target, 2);
        var (_, students) = await first.SignInAsync(pool, options.Students);
        var rate = await PeakAsync(pool, first, students) / 2;
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
            var session = await room.OpenAsync();
            await RenewAsync(pool, room, students, number, log);
            await CheckInAsync(pool, room, session, students, rate, log);
            log.Add(await pool.SendAllAsync([room.RosterRequest(session)], 200), isCheckIn: false);
            await archiving;
            log.Expect(await room.FindRosterProblemAsync(session, students, "after the check-in"));
            archiving = room.FinishToHistoryAsync(session);
        }

        await archiving;
        log.Close();
        Console.Write(log.Summary());
        return log.IsClean;
    }

    /// <summary>Check-ins a second, as fast as they go; after one that warms up.</summary>
    private static async Task<double> PeakAsync(ConnectionPool pool, Classroom room, SignedIn[] students)
    {
        var rates = new List<double>();
        for (var round = 0; round < 4; round++)
        {
            var session = await room.OpenAsync();
            var checkIn = await room.CheckInAsync(pool, session, students);
            if (checkIn.Failures > 0)
                throw new BenchmarkFailedException($"{checkIn.Failures} check-ins failed: {checkIn.FirstFailure}");
            await room.FinishToHistoryAsync(session);
            rates.Add(checkIn.PerSecond);
        }

        return Spread.Of(rates.Skip(1)).Median;
    }

    /// <summary>A part of the students signs in again, as they do all day.</summary>
    private static async Task RenewAsync(
        ConnectionPool pool,
        Classroom room,
        SignedIn[] students,
        int number,
        SoakLog log
    )
    {
        var part = (students.Length + ClassesPerSignIn - 1) / ClassesPerSignIn;
        var from = number % ClassesPerSignIn * part;
        var places = Enumerable.Range(from, Math.Max(0, Math.Min(part, students.Length - from))).ToList();
        byte[][] logins = [.. places.Select(place => room.Contract.Login(students[place].Number))];
        log.Add(
            await pool.SendAllAsync(
                logins,
                200,
                (index, answer) => students[places[index]] = SignedIn.Read(answer.Body)
            ),
            isCheckIn: false
        );
    }

    private static async Task CheckInAsync(
        ConnectionPool pool,
        Classroom room,
        string session,
        SignedIn[] students,
        double rate,
        SoakLog log
    )
    {
        using var tick = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / TicksPerSecond));
        foreach (var some in students.Chunk(Math.Max(1, (int)(rate / TicksPerSecond))))
        {
            log.Add(await room.CheckInAsync(pool, session, some), isCheckIn: true);
            log.Add(await pool.SendAllAsync([room.Contract.Status(some[0].Token, session)], 200), isCheckIn: false);
            if (log.WindowAge > Window)
                log.Close();
            await tick.WaitForNextTickAsync();
        }
    }
}
