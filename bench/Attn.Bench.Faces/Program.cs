using Attn.Bench.Faces;
using Attn.Faces;

if (args is not [var pairsFile, var folder, ..])
{
    Console.Error.WriteLine(
        "usage: Attn.Bench.Faces <pairs.csv: a,b,same> <folder with the pictures> [--threads N] [--speed-only | --copies-only]"
    );
    return 2;
}

using var engine = FaceEngine.TryCreate(out var availability);
if (engine is null)
{
    Console.Error.WriteLine(availability.Detail);
    return 1;
}

var pairs = PairList.Read(pairsFile, folder);
var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().Date);
Console.WriteLine(
    $"{pairs.Pictures.Count} pictures, {pairs.Genuine.Count} genuine pairs; "
        + $"{Environment.ProcessorCount} cores; {today:O}"
);
if (args.Contains("--copies-only"))
{
    HashBench.Run(pairs, ThreadsIn(args));
    CopyBench.Run(engine, pairs, ThreadsIn(args));
    return 0;
}
if (!args.Contains("--speed-only"))
{
    AccuracyBench.Run(engine, pairs, ThreadsIn(args));
    HashBench.Run(pairs, ThreadsIn(args));
    CopyBench.Run(engine, pairs, ThreadsIn(args));
}
SpeedBench.Run(engine, pairs);
return 0;

static int ThreadsIn(string[] arguments)
{
    var index = Array.IndexOf(arguments, "--threads");
    return index < 0
        ? Environment.ProcessorCount
        : int.Parse(arguments[index + 1], System.Globalization.CultureInfo.InvariantCulture);
}
