using System.Diagnostics;
using System.Globalization;
using Attn.Aksis;
using Attn.Aksis.Simulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

// A class of students signs in at once, at a portal that takes 100 ms per page: when is the last one signed in?
// Usage: dotnet run -c Release --project bench/Attn.Bench.Portal [students] [milliseconds per page]
const double MaxSeconds = 8;
var students = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 200;
var delay = TimeSpan.FromMilliseconds(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 100);

await using var simulator = await AksisSimulator.StartAsync();
simulator.Delay = delay;
var now = TimeProvider.System.GetUtcNow();
for (var number = 0; number < students; number++)
{
    simulator.With(
        SimulatedUser.Student(Name(number), "secret", $"Öğrenci {number}", SchoolNumber(number)) with
        {
            Lessons = [new SimulatedLesson("YBSB1008 - VERİ YAPILARI", "Doç. Dr. ELİF KARTAL", now, now.AddMinutes(1))],
        }
    );
}

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.Configuration.AddInMemoryCollection(simulator.Environment);
builder.Services.AddUniversityPortal(builder.Configuration, builder.Environment);
await using var host = builder.Build();
var portal = host.Services.GetRequiredService<IUniversityPortal>();

// The first sign-in includes JIT compilation and is not counted.
await SignInAsync(0);
var watch = Stopwatch.StartNew();
var times = await Task.WhenAll(Enumerable.Range(0, students).Select(SignInAsync));
watch.Stop();

Array.Sort(times);
Console.WriteLine(
    string.Create(
        CultureInfo.InvariantCulture,
        $"{students} sign-ins at once, {delay.TotalMilliseconds} ms per page: all done after "
            + $"{watch.Elapsed.TotalSeconds:F2} s (limit {MaxSeconds} s), "
            + $"median {times[times.Length / 2].TotalSeconds:F2} s"
    )
);
return watch.Elapsed.TotalSeconds <= MaxSeconds ? 0 : 1;

async Task<TimeSpan> SignInAsync(int number)
{
    var startedAt = Stopwatch.GetTimestamp();
    var answer = await portal.SignInAsync(Name(number), "secret", "127.0.0.1", CancellationToken.None);
    if (answer.User is not { Photo: not null, Schedule.Count: 1 } user || user.SchoolNumber != SchoolNumber(number))
        throw new InvalidOperationException($"Student {number} did not sign in completely: {answer.Refusal}.");
    return Stopwatch.GetElapsedTime(startedAt);
}

static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"student{number}");

static string SchoolNumber(int number) => string.Create(CultureInfo.InvariantCulture, $"{401210000 + number:D10}");
