using Attn.Storage.Redis;
using StackExchange.Redis;

namespace Attn.Storage.Live.Redis;

/// <summary>
/// What a script found in the way of a class session: an entry of <see cref="RedisKeys.Windows"/>, or the claim of the
/// version before. It is true only if the class session says the same: a replica of the version before, or the loss of
/// the last writes in a power cut, leaves entries behind that are not.
/// </summary>
/// <param name="Seen">As it is stored.</param>
/// <param name="Real">As the class session says; empty: there is none.</param>
internal sealed record TeacherWindow(string Id, string Seen, string Real)
{
    /// <summary>The script has nothing to correct.</summary>
    public static readonly TeacherWindow None = new("", "", "");

    public bool IsTrue => Seen == Real;

    /// <summary>For the scripts.</summary>
    public RedisValue[] Arguments => [Id, Seen, Real];

    /// <summary>Takes a script's answer: a word, the id, the stored window.</summary>
    public static async Task<TeacherWindow> ReadAsync(
        RedisSessionReader sessions,
        RedisResult[] answer,
        CancellationToken cancellationToken
    )
    {
        var (id, seen) = ((string)answer[1]!, (string)answer[2]!);
        var stored = await sessions.ReadAsync(Guid.Parse(id), cancellationToken);
        return new(id, seen, stored is null ? "" : RedisFormat.WriteWindow(stored.Session));
    }

    /// <summary>
    /// The ids of a teacher's class sessions that may have a part between <paramref name="from"/> and
    /// <paramref name="until"/>: the one that the version before claimed is always among them.
    /// </summary>
    public static async Task<IReadOnlyList<Guid>> ListIdsAsync(
        IDatabase database,
        string teacherNumber,
        DateTimeOffset from,
        DateTimeOffset until
    )
    {
        var windows = database.HashGetAllAsync(RedisKeys.Windows(teacherNumber));
        var claimed = await database.HashGetAsync(RedisKeys.Teacher(teacherNumber), "id");
        var ids = (await windows)
            .Where(entry => HasPart(entry.Value.ToString(), from, until))
            .Select(entry => entry.Name.ToString());
        if (!claimed.IsNull)
            ids = ids.Append(claimed.ToString());
        return [.. ids.Distinct(StringComparer.Ordinal).Select(Guid.Parse)];
    }

    private static bool HasPart(string window, DateTimeOffset from, DateTimeOffset until)
    {
        var separator = window.IndexOf(':', StringComparison.Ordinal);
        return RedisInstant.Read(window[..separator]) < until && RedisInstant.Read(window[(separator + 1)..]) > from;
    }
}
