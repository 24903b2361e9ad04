namespace Attn.Bench.Load;

/// <summary>A time that belongs to a round as a whole, such as that from finish to history.</summary>
/// <param name="Milliseconds">One for each round.</param>
internal sealed record RoundTiming(string Name, IReadOnlyList<double> Milliseconds);
