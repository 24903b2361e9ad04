namespace Attn.Storage;

/// <summary>How to ask whether something that the program leans on answers.</summary>
/// <param name="Name">On the wire and in logs.</param>
/// <param name="IsRequired">Whether the program can do its work at all while this is away.</param>
/// <param name="AskAsync">One small question. Gives how far the other's clock is ahead of ours (negative: behind), or <c>null</c> where that makes no difference. Throws while it is away.</param>
public sealed record DependencyProbe(string Name, bool IsRequired, Func<CancellationToken, Task<TimeSpan?>> AskAsync);
