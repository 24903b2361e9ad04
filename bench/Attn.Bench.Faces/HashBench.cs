using System.Globalization;
using System.Numerics;
using Attn.Faces.Pictures;

namespace Attn.Bench.Faces;

/// <summary>
/// How many of the 256 bits of <see cref="PictureHash"/> differ between a picture and the same one stored again, and
/// between different pictures.
/// </summary>
internal static class HashBench
{
    private static readonly string[] StoredAgain =
    [
        "JPEG 90",
        "JPEG 60",
        "JPEG 30",
        "resized x 0.7",
        "resized x 2",
        "resized x 0.4",
        "grey",
        "mirrored",
        "blurred, sigma 1",
        "20 of 250 cropped, brightness x 1.1",
    ];

    public static void Run(PairList pairs, int threads)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
        var hashes = new byte[pairs.Pictures.Count][];
        Parallel.For(0, hashes.Length, parallel, i => hashes[i] = PictureHash.Of(Bytes(pairs, i))!);

        Print($"bits of 256 that differ in a picture stored again: median, 99 of 100, highest");
        foreach (var change in PictureChanges.Expected.Concat(PictureChanges.Stronger))
        {
            if (!StoredAgain.Contains(change.Name, StringComparer.Ordinal))
                continue;
            var distances = new int[hashes.Length];
            Parallel.For(
                0,
                distances.Length,
                parallel,
                i => distances[i] = Distance(hashes[i], PictureHash.Of(change.Apply(Bytes(pairs, i), i))!)
            );
            Array.Sort(distances);
            Print(
                $"  {change.Name}: {distances[^(distances.Length / 2)]} {distances[^(distances.Length / 100)]} {distances[^1]}"
            );
        }

        var genuine = pairs.Genuine.Select(pair => Distance(hashes[pair.Left], hashes[pair.Right])).Order().ToArray();
        Print(
            $"different photos of one person: lowest {genuine[0]} {genuine[1]} {genuine[2]}, median {genuine[^(genuine.Length / 2)]}"
        );
        var lowest = new int[hashes.Length];
        Parallel.For(
            0,
            hashes.Length,
            parallel,
            i =>
                lowest[i] = Enumerable
                    .Range(0, i)
                    .Where(other => pairs.PersonOf(other) != pairs.PersonOf(i))
                    .Select(other => Distance(hashes[i], hashes[other]))
                    .DefaultIfEmpty(256)
                    .Min()
        );
        Print($"pictures of different people: lowest {lowest.Min()}");
    }

    private static byte[] Bytes(PairList pairs, int picture) => File.ReadAllBytes(pairs.Pictures[picture]);

    private static int Distance(byte[] left, byte[] right) =>
        left.Zip(right, (mine, theirs) => BitOperations.PopCount((uint)(mine ^ theirs))).Sum();

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
