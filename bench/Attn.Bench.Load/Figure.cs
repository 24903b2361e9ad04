namespace Attn.Bench.Load;

/// <summary>One line of the result: the same load, measured a few times.</summary>
/// <param name="Ratios">
/// Per round: its rate over that of <c>GET /health</c> just before and after it. Empty for the baseline itself.
/// </param>
internal sealed record Figure(string Name, int Connections, IReadOnlyList<Round> Rounds, IReadOnlyList<double> Ratios);
