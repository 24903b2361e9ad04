using System.Text;
using System.Text.RegularExpressions;

namespace Attn.Api.Features.ClassLists.Tables;

/// <summary>
/// What a worksheet's number format makes of a whole number, as far as it adds digits or signs that a person takes for
/// part of it: <c>0000000000</c>, <c>0#########</c>, <c>"0"0</c>, <c>0000-000000</c>. Thousands separators, decimals,
/// percents and exponents are no part of the number.
/// </summary>
internal static partial class NumberFormat
{
    /// <summary>Excel allows no longer ones.</summary>
    private const int MaxLength = 255;

    private const string General = "General";

    /// <returns>
    /// What is seen; <c>null</c> where the format may show other digits and it is too involved to tell which.
    /// </returns>
    public static string? Show(string digits, string? format)
    {
        if (string.IsNullOrEmpty(format))
            return digits;
        if (format.Length > MaxLength)
            return null;
        var section = new List<string>();
        foreach (var part in Part.EnumerateMatches(format))
        {
            var token = format.Substring(part.Index, part.Length);
            if (token == ";")
                break;
            section.Add(token);
        }

        return IsSimple(section) ? CellText.Clean(Fill(section, digits))
            : MayAddDigits(section, digits) ? null
            : digits;
    }

    private static bool IsSimple(List<string> section) =>
        !section.Exists(token =>
            token is "%" or "/" or "@" || IsCondition(token) || (token.Length == 1 && char.IsAsciiLetter(token[0]))
        );

    /// <summary>A condition chooses a section by the number.</summary>
    private static bool IsCondition(string token) => token[0] == '[' && token.AsSpan().ContainsAny('<', '>', '=');

    private static bool MayAddDigits(List<string> section, string digits) =>
        section.Exists(token => IsCondition(token) || Literal(token).Any(char.IsAsciiDigit))
        || section.Count(token => token == "0") > digits.Length;

    /// <summary>From the right, as Excel does: the leftmost place takes all digits that are left.</summary>
    private static string Fill(List<string> section, string digits)
    {
        var end = section.FindIndex(token => token == ".");
        var places = section.Take(end < 0 ? section.Count : end).ToList();
        var first = places.FindIndex(IsPlace);
        if (first < 0 && !places.Exists(IsGeneral))
            return digits;
        var left = digits;
        var shown = new StringBuilder();
        for (var i = places.Count - 1; i >= 0; i--)
        {
            var token = places[i];
            if (IsGeneral(token))
                shown.Insert(0, digits);
            else if (!IsPlace(token))
                shown.Insert(0, Literal(token));
            else if (i == first)
                shown.Insert(0, left.Length > 0 || token != "0" ? left : "0");
            else if (left.Length > 0)
                (left, _) = (left[..^1], shown.Insert(0, left[^1]));
            else if (token == "0")
                shown.Insert(0, '0');
        }

        return shown.ToString();
    }

    private static bool IsPlace(string token) => token is "0" or "#" or "?";

    private static bool IsGeneral(string token) => token.Equals(General, StringComparison.OrdinalIgnoreCase);

    private static string Literal(string token) =>
        token[0] switch
        {
            '"' => token.Trim('"'),
            '\\' => token[1..],
            // A width, a filling, a colour or language, a separator of thousands.
            '_' or '*' or '[' or ',' => string.Empty,
            '0' or '#' or '?' => string.Empty,
            _ => token,
        };

    [GeneratedRegex(
        """General|"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]?|E[+-]|.""",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Part { get; }
}
