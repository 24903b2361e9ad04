namespace Attn.Bench.Load;

/// <summary>One window of a soak.</summary>
/// <param name="Minute">Minutes from the start of the soak to the end of the window.</param>
/// <param name="P50">Of the check-ins, in ms.</param>
/// <param name="P99">Of the check-ins, in ms.</param>
/// <param name="ResidentMb">Memory of the server; <c>null</c>: not watched.</param>
internal sealed record SoakLine(
    double Minute,
    double PerSecond,
    double P50,
    double P99,
    double? ResidentMb,
    int Failures
);
