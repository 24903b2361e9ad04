namespace Attn.Domain;

/// <summary>
/// Student numbers that are probably one: they differ only by leading zeros, or by the <c>.0</c> with which spreadsheet
/// programs write a number. Nothing is decided by it: a person looks.
/// </summary>
public static class SimilarNumbers
{
    /// <summary>
    /// Groups of at least two numbers, each number once; both in ordinal order. Numbers that differ only by case are
    /// one number, not two.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<string>> Find(IEnumerable<string> numbers) =>
        [
            .. numbers
                .Select(SchoolNumbers.Canonical)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .GroupBy(Core, StringComparer.Ordinal)
                .Select(group => group.ToList())
                .Where(group => group.Count > 1)
                .OrderBy(group => group[0], StringComparer.Ordinal),
        ];

    private static string Core(string number)
    {
        var core = WithoutZeroFraction(number).TrimStart('0');
        return core.Length > 0 ? core : "0";
    }

    private static string WithoutZeroFraction(string number)
    {
        var dot = number.IndexOf('.', StringComparison.Ordinal);
        var isWhole =
            dot > 0
            && dot < number.Length - 1
            && number.AsSpan(0, dot).IndexOfAnyExceptInRange('0', '9') < 0
            && number.AsSpan(dot + 1).IndexOfAnyExcept('0') < 0;
        return isWhole ? number[..dot] : number;
    }
}
