namespace Attn.Storage;

/// <summary>How to ask whether a server that the program depends on answers.</summary>
/// <param name="Name">On the wire and in logs, in snake_case.</param>
/// <param name="IsRequired">Whether the program cannot do its work while this is unavailable.</param>
/// <param name="AskAsync">
/// One small question. Returns how far the server's clock is ahead of the program's (negative: behind), or <c>null</c>
/// where that makes no difference. Throws while the server is unavailable.
/// </param>
public sealed record DependencyProbe(string Name, bool IsRequired, Func<CancellationToken, Task<TimeSpan?>> AskAsync);
