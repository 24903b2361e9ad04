using System.Globalization;
using System.Numerics.Tensors;
using Attn.Faces;

namespace Attn.Bench.Faces;

/// <summary>
/// How well changed copies of a profile photo are recognised, and how near other photos of the same person come.
/// </summary>
internal static class CopyBench
{
    private const int MaxPeople = 200;

    /// <summary>Strangers compared with each other: each person with so many others.</summary>
    private const int StrangersEach = 20;

    public static void Run(FaceEngine engine, PairList pairs, int threads)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
        MeasureOtherPhotos(engine, pairs, parallel);

        var photos = PhotosOf(pairs);
        var files = photos.Select(photo => File.ReadAllBytes(pairs.Pictures[photo])).ToArray();
        var profiles = new FaceDescription?[files.Length];
        Parallel.For(0, files.Length, parallel, i => profiles[i] = engine.Describe(files[i]));
        MeasureStrangers(profiles, parallel);

        Print($"copies of {photos.Count} people's photos: recognised; accepted as selfies; lowest and median likeness");
        foreach (var change in PictureChanges.Expected.Concat(PictureChanges.Stronger))
        {
            var copies = new (double Likeness, double Similarity)?[files.Length];
            Parallel.For(0, files.Length, parallel, i => copies[i] = Compare(engine, change, files[i], i, profiles[i]));
            Print(change.Name, copies);
        }
    }

    // Different photos of one person must not be taken for copies; the closest pairs are named, so that they can be
    // looked at: a public set may show one photograph twice.
    private static void MeasureOtherPhotos(FaceEngine engine, PairList pairs, ParallelOptions parallel)
    {
        var likeness = new double[pairs.Genuine.Count];
        Parallel.For(
            0,
            likeness.Length,
            parallel,
            i =>
            {
                var (left, right) = pairs.Genuine[i];
                likeness[i] =
                    engine.Describe(File.ReadAllBytes(pairs.Pictures[left])) is { } first
                    && engine.Describe(File.ReadAllBytes(pairs.Pictures[right])) is { } second
                        ? first.LikenessTo(second)
                        : -1;
            }
        );
        var refused = likeness.Count(value => value >= FaceEngine.CopyThreshold);
        Print($"{refused} of {likeness.Length} pairs of photos of one person taken for copies; the closest:");
        foreach (var (value, i) in likeness.Select((value, i) => (value, i)).OrderDescending().Take(5))
            Print($"  {value:F4} {Path.GetFileName(pairs.Pictures[pairs.Genuine[i].Left])}");
    }

    private static void MeasureStrangers(FaceDescription?[] profiles, ParallelOptions parallel)
    {
        var known = profiles.OfType<FaceDescription>().ToArray();
        var highest = new double[known.Length];
        Parallel.For(
            0,
            known.Length,
            parallel,
            i =>
                highest[i] = Enumerable
                    .Range(1, StrangersEach)
                    .Max(distance => known[i].LikenessTo(known[(i + distance) % known.Length]))
        );
        Print($"{known.Length * StrangersEach} pairs of strangers: {highest.Max():F4} at most");
    }

    private static (double Likeness, double Similarity)? Compare(
        FaceEngine engine,
        PictureChange change,
        byte[] photo,
        int seed,
        FaceDescription? profile
    ) =>
        profile is not null && engine.Describe(change.Apply(photo, seed)) is { } copy
            ? (copy.LikenessTo(profile), TensorPrimitives.Dot<float>([.. copy.Descriptor], [.. profile.Descriptor]))
            : null;

    // One photo of each person, from all over the list.
    private static List<int> PhotosOf(PairList pairs)
    {
        var people = pairs.Genuine.Select(pair => pair.Left).DistinctBy(pairs.PersonOf).ToList();
        var count = Math.Min(MaxPeople, people.Count);
        return [.. Enumerable.Range(0, count).Select(i => people[i * people.Count / count])];
    }

    private static void Print(string change, (double Likeness, double Similarity)?[] copies)
    {
        var found = copies.Where(copy => copy is not null).Select(copy => copy!.Value).ToArray();
        var likeness = found.Select(copy => copy.Likeness).Order().ToArray();
        var recognised = likeness.Count(value => value >= FaceEngine.CopyThreshold);
        var accepted = found.Count(copy =>
            copy.Likeness < FaceEngine.CopyThreshold && copy.Similarity >= FaceEngine.Threshold
        );
        FormattableString faceless = $"{copies.Length - found.Length} without a face";
        FormattableString range = $"{likeness[0]:F3} {likeness[likeness.Length / 2]:F3}";
        Print($"  {change}: {recognised} of {found.Length}; {accepted}; {range}; {faceless}");
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
