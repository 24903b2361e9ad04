using System.Diagnostics;
using System.Globalization;
using Attn.Faces;
using NetVips;

namespace Attn.Bench.Faces;

/// <summary>Milliseconds per picture on one thread, verifications per second on two, memory of the process.</summary>
internal static class SpeedBench
{
    private const int SmallPictures = 300;
    private const int Warmup = 20;
    private const int LargeRuns = 40;
    private const int Verifications = 400;
    private const int Workers = 2;

    public static void Run(FaceEngine engine, PairList pairs)
    {
        var pictures = pairs.Pictures.Take(SmallPictures).Select(File.ReadAllBytes).ToArray();
        var photo = LargePhoto(pictures[0]);
        foreach (var picture in pictures.Take(Warmup))
            engine.Describe(picture);

        Report("a small picture", pictures, picture => engine.Describe(picture));
        Report(
            $"a photo of {photo.Length / 1e6:F1} MB",
            [.. Enumerable.Repeat(photo, LargeRuns)],
            picture => engine.Describe(picture)
        );
        Report(
            "a picture without a face",
            [.. Enumerable.Repeat(WithoutFace(), 5)],
            picture => engine.Describe(picture)
        );
        MeasureVerifications(engine, pictures, pairs);

        using var process = Process.GetCurrentProcess();
        Print($"resident {process.WorkingSet64 / 1e6:F0} MB, at most {process.PeakWorkingSet64 / 1e6:F0} MB");
    }

    private static void Report(string what, byte[][] pictures, Action<byte[]> work)
    {
        var cpuBefore = CpuTime();
        var times = pictures.Select(picture => Time(picture, work)).Order().ToArray();
        var cpuEach = (CpuTime() - cpuBefore).TotalMilliseconds / times.Length;
        var (median, mean) = (times[times.Length / 2], times.Average());
        var (p10, p90) = (times[times.Length / 10], times[times.Length * 9 / 10]);
        FormattableString wallClock = $"median {median:F1} ms, mean {mean:F1}, 10-90 % {p10:F1}-{p90:F1}";
        Print($"{what}: {cpuEach:F1} ms of CPU; by the clock {wallClock}");
    }

    private static double Time(byte[] picture, Action<byte[]> work)
    {
        var startedAt = Stopwatch.GetTimestamp();
        work(picture);
        return Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds;
    }

    private static void MeasureVerifications(FaceEngine engine, byte[][] pictures, PairList pairs)
    {
        var genuine = pairs
            .Genuine.Where(pair => pair.Left < pictures.Length && pair.Right < pictures.Length)
            .ToArray();
        var (startedAt, cpuBefore) = (Stopwatch.GetTimestamp(), CpuTime());
        Parallel.For(
            0,
            Verifications,
            new ParallelOptions { MaxDegreeOfParallelism = Workers },
            i =>
            {
                var pair = genuine[i % genuine.Length];
                engine.Compare(pictures[pair.Left], pictures[pair.Right]);
            }
        );
        var perSecond = Verifications / Stopwatch.GetElapsedTime(startedAt).TotalSeconds;
        var cpuEach = (CpuTime() - cpuBefore).TotalSeconds / Verifications;
        FormattableString unshared = $"{Workers / cpuEach:F1} a second on {Workers} cores of one's own";
        FormattableString cpu = $"{1000 * cpuEach:F0} ms of CPU each, so {unshared}";
        Print($"{perSecond:F1} verifications a second with {Workers} workers; {cpu}");
    }

    // Wall-clock time says little on a machine that runs other work too.
    private static TimeSpan CpuTime()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    // Like a phone's photo: a face in a 12-megapixel picture with sensor noise, about 2 MB.
    private static byte[] LargePhoto(byte[] small)
    {
        using var face = Image.ThumbnailBuffer(small, 3000, height: 3000);
        using var noise = Image.Gaussnoise(face.Width, face.Height, sigma: 8, mean: 0, seed: 1);
        using var noisy = (face + noise).Cast(Enums.BandFormat.Uchar);
        using var framed = noisy.Embed(500, 0, 4000, 3000, extend: Enums.Extend.Mirror);
        return framed.JpegsaveBuffer(q: 80);
    }

    private static byte[] WithoutFace()
    {
        using var noise = Image.Gaussnoise(1280, 960, sigma: 40, mean: 128, seed: 1);
        using var grey = noise.Cast(Enums.BandFormat.Uchar);
        return grey.JpegsaveBuffer(q: 80);
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
