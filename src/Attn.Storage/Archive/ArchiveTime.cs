namespace Attn.Storage.Archive;

/// <summary>Times in the archive are UTC in whole milliseconds, in both databases, so that both give the same answers.</summary>
internal static class ArchiveTime
{
    public static DateTimeOffset Truncate(DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());

    public static DateTimeOffset? Truncate(DateTimeOffset? time) => time is { } known ? Truncate(known) : null;
}
