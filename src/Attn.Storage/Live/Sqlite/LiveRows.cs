namespace Attn.Storage.Live.Sqlite;

/// <summary>How ids and times are written in the live tables.</summary>
internal static class LiveRows
{
    public static string Key(Guid id) => id.ToString("D");

    public static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}
