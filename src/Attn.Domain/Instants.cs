namespace Attn.Domain;

public static class Instants
{
    /// <summary>
    /// Every time is kept in whole milliseconds of UTC, so that all stores give back exactly what they were given.
    /// </summary>
    public static DateTimeOffset ToWholeMilliseconds(this DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());

    public static DateTimeOffset GetUtcNowMilliseconds(this TimeProvider time) =>
        time.GetUtcNow().ToWholeMilliseconds();
}
