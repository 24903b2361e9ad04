namespace Attn.Bench.Faces;

/// <summary>
/// A list of pairs in LFW's form: <c>a,b,same</c> under a heading line. Pictures are named <c>First_Last_0001.jpg</c>:
/// a person's name, then a number.
/// </summary>
internal sealed record PairList(IReadOnlyList<string> Pictures, IReadOnlyList<(int Left, int Right)> Genuine)
{
    public static PairList Read(string pairsFile, string folder)
    {
        var rows = File.ReadLines(pairsFile).Skip(1).Select(line => line.Split(',')).ToList();
        var names = rows.SelectMany(row => row[..2])
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        var index = names
            .Select((name, i) => (name, i))
            .ToDictionary(entry => entry.name, entry => entry.i, StringComparer.Ordinal);
        var genuine = rows.Where(row => row[2] == "1").Select(row => (index[row[0]], index[row[1]])).ToList();
        return new([.. names.Select(name => Path.Combine(folder, name))], genuine);
    }

    public string PersonOf(int picture)
    {
        var name = Path.GetFileNameWithoutExtension(Pictures[picture]);
        return name[..name.LastIndexOf('_')];
    }
}
