using System.Globalization;
using System.Numerics.Tensors;
using Attn.Faces;

namespace Attn.Bench.Faces;

/// <summary>
/// How well the similarity tells people apart: the genuine pairs of the list against all pairs of different people.
/// </summary>
internal static class AccuracyBench
{
    private static readonly double[] FalseAcceptRates = [0.01, 0.005, 0.001, 0.0001];
    private static readonly double[] Thresholds = [0.9102, 0.9165, 0.9286, 0.9418];

    public static void Run(FaceEngine engine, PairList pairs, int threads)
    {
        var descriptors = Describe(engine, pairs, threads);
        var missed = Enumerable.Range(0, descriptors.Length).Where(i => descriptors[i] is null).ToList();
        var missedNames = string.Join(' ', missed.Select(i => Path.GetFileName(pairs.Pictures[i])));
        Print($"missed: {missed.Count} of {descriptors.Length} {missedNames}");

        var genuine = pairs
            .Genuine.Select(pair => Similarity(descriptors[pair.Left], descriptors[pair.Right]))
            .Order()
            .ToArray();
        var impostors = Impostors(pairs, descriptors);
        FormattableString highest = $"{genuine[^1]:F4} {genuine[^2]:F4} {genuine[^3]:F4}";
        Print($"{genuine.Length} genuine, {impostors.Length} impostor pairs; most alike genuine pairs {highest}");

        foreach (var rate in FalseAcceptRates)
        {
            var threshold = impostors[^Math.Max(1, (int)Math.Ceiling(rate * impostors.Length))];
            Print($"TAR {Above(genuine, threshold):P2} at FAR {rate:P2} (threshold {threshold:F4})");
        }
        foreach (var threshold in Thresholds)
        {
            var (falseAccepts, falseRejects) = (Above(impostors, threshold), 1 - Above(genuine, threshold));
            Print($"threshold {threshold:F4}: FAR {falseAccepts:P3}, FRR {falseRejects:P2}");
        }
        var (equalErrorRate, equalThreshold) = EqualError(genuine, impostors);
        Print($"equal error {equalErrorRate:P2} (threshold {equalThreshold:F4})");
    }

    private static float[]?[] Describe(FaceEngine engine, PairList pairs, int threads)
    {
        var descriptors = new float[]?[pairs.Pictures.Count];
        Parallel.For(
            0,
            descriptors.Length,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            i => descriptors[i] = engine.Describe(File.ReadAllBytes(pairs.Pictures[i]))?.Descriptor.ToArray()
        );
        return descriptors;
    }

    private static float[] Impostors(PairList pairs, float[]?[] descriptors)
    {
        var people = Enumerable.Range(0, descriptors.Length).Select(pairs.PersonOf).ToArray();
        var similarities = new List<float>();
        for (var left = 0; left < descriptors.Length; left++)
        {
            for (var right = left + 1; right < descriptors.Length; right++)
            {
                if (people[left] != people[right])
                    similarities.Add(Similarity(descriptors[left], descriptors[right]));
            }
        }
        similarities.Sort();
        return [.. similarities];
    }

    // A picture without a face matches nobody: a genuine pair fails with it, and no impostor passes.
    private static float Similarity(float[]? left, float[]? right) =>
        left is null || right is null ? -1 : TensorPrimitives.Dot<float>(left, right);

    /// <returns>Which share of the values reaches the threshold.</returns>
    private static double Above(float[] sorted, double threshold)
    {
        var index = Array.BinarySearch(sorted, (float)threshold);
        if (index < 0)
            index = ~index;
        while (index > 0 && sorted[index - 1] >= threshold)
            index--;
        return (double)(sorted.Length - index) / sorted.Length;
    }

    private static (double Rate, double Threshold) EqualError(float[] genuine, float[] impostors)
    {
        foreach (var threshold in genuine)
        {
            var falseAccepts = Above(impostors, threshold);
            var falseRejects = 1 - Above(genuine, threshold);
            if (falseRejects >= falseAccepts)
                return ((falseAccepts + falseRejects) / 2, threshold);
        }
        return (1, 1);
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
