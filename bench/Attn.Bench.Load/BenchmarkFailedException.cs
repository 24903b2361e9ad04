namespace Attn.Bench.Load;

/// <summary>The run cannot go on, or what the server says is wrong. The message is for whoever started the run.</summary>
internal sealed class BenchmarkFailedException(string message) : Exception(message);
