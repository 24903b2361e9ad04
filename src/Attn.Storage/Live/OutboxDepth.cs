namespace Attn.Storage.Live;

/// <param name="Entries">Checks that wait for a verdict.</param>
/// <param name="Bytes">The total size of their pictures.</param>
public sealed record OutboxDepth(long Entries, long Bytes);
