namespace Attn.Bench.Load;

/// <summary>
/// The run cannot continue, or the server's answer is wrong. The message is for the person who started the run.
/// </summary>
internal sealed class BenchmarkFailedException(string message) : Exception(message);
