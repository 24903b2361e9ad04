using Attn.Aksis.Simulator;

// Runs the portal until Ctrl+C, with a teacher and three students, and prints the variables that point ATTN at it.
await using var simulator = await AksisSimulator.StartAsync();
var now = TimeProvider.System.GetUtcNow();
simulator.With(SimulatedUser.Teacher("elif.kartal", "secret", "Doç. Dr. ELİF KARTAL"));
for (var number = 1; number <= 3; number++)
{
    simulator.With(
        SimulatedUser.Student($"student{number}", "secret", $"Deneme Öğrenci {number}", $"040121003{number}") with
        {
            Lessons = [new SimulatedLesson("YBSB1008 - VERİ YAPILARI", "Doç. Dr. ELİF KARTAL", now, now.AddHours(2))],
        }
    );
}

foreach (var (name, value) in simulator.Environment)
    Console.WriteLine($"{name}={value}");
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};
await Task.Delay(Timeout.Infinite, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
