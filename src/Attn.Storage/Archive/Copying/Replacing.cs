namespace Attn.Storage.Archive.Copying;

/// <summary>What an upsert does to a row that is there already; the new row is <c>excluded</c>.</summary>
/// <param name="Columns">Those that are replaced; <c>null</c>: all but the key.</param>
/// <param name="When">The SQL condition under which they are.</param>
internal sealed record Replacing(IReadOnlyList<string>? Columns, string When)
{
    public static readonly Replacing Nothing = new([], "false");

    public static readonly Replacing Always = AllWhen("true");

    public static Replacing AllWhen(string condition) => new(Columns: null, condition);
}
