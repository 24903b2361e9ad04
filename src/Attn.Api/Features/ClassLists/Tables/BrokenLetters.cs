using System.Buffers;

namespace Attn.Api.Features.ClassLists.Tables;

/// <summary>
/// Names that a program has already broken by reading them in the wrong encoding, and saved so. What is lost cannot be
/// told any more, so the file is refused.
/// </summary>
internal static class BrokenLetters
{
    /// <summary>What decoders put in the place of what they cannot read.</summary>
    public const char Replacement = '\uFFFD';

    /// <summary>Of a name.</summary>
    private const int MaxWords = 6;

    private const string Remedy =
        " Open the original file in Excel by Data, From Text/CSV, choose 65001: Unicode (UTF-8) as its origin,"
        + " and save it as a workbook (.xlsx), or get it anew as a workbook.";

    /// <summary>The first of the two or three bytes that Turkish letters and quotation marks have in UTF-8.</summary>
    private static readonly SearchValues<char> Leads = SearchValues.Create("ÃÄÅ");

    /// <summary>
    /// The second: 0x80 to 0xBF as Windows-1252 and Windows-1254 read them. None of them is in a name.
    /// </summary>
    private static readonly SearchValues<char> Followers = SearchValues.Create(
        "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘“”•–—˜™š›œžŸ¡¢£¤¥¦§¨©ª«¬\u00AD®¯°±²³´µ¶·¸¹º»¼½¾¿" + Replacement
    );

    /// <summary>Ğ İ Ş ğ ı ş of Windows-1254, read as Western European.</summary>
    private static readonly SearchValues<char> Icelandic = SearchValues.Create("ÐÝÞðýþ");

    private static readonly SearchValues<char> TurkishOnly = SearchValues.Create("ĞİŞğış");

    public static IEnumerable<ListProblem> In(IReadOnlyList<TableRow> rows)
    {
        var isWestern = !rows.Any(row => row.Cells.Any(cell => cell.Text.AsSpan().ContainsAny(TurkishOnly)));
        foreach (var row in rows)
        {
            var broken = row.Cells.Select(cell => cell.Text).FirstOrDefault(text => IsBroken(text, isWestern));
            if (broken is not null)
                yield return new(
                    ListProblemCode.BrokenLetters,
                    row.Line,
                    $"The letters of “{Short(broken)}” are broken.{Remedy}"
                );
        }
    }

    private static bool IsBroken(string text, bool isWestern) =>
        text.Contains(Replacement, StringComparison.Ordinal)
        || HasBytesOfUtf8(text)
        || HasQuestionMarkAsLetter(text)
        || (isWestern && text.AsSpan().ContainsAny(Icelandic));

    private static bool HasBytesOfUtf8(string text)
    {
        for (var i = 0; i + 1 < text.Length; i++)
        {
            if (
                Leads.Contains(text[i])
                && (Followers.Contains(text[i + 1]) || text[i + 1] is >= '\u0080' and < '\u00A0')
            )
                return true;
        }

        return text.Contains("â€", StringComparison.Ordinal) || text.Contains("Â\u00A0", StringComparison.Ordinal);
    }

    /// <summary>
    /// As in <c>?ule</c> and <c>G?ndo?du</c>. A question ends with the mark, also where the answer follows at once
    /// (<c>geldi mi?Evet</c>); an address and a sentence are no names.
    /// </summary>
    private static bool HasQuestionMarkAsLetter(string text)
    {
        if (text.Contains('/', StringComparison.Ordinal) || text.Count(c => c == ' ') >= MaxWords)
            return false;
        for (var i = 0; i + 1 < text.Length; i++)
        {
            var isAnswer = i > 0 && char.IsLower(text[i - 1]) && char.IsUpper(text[i + 1]);
            if (text[i] == '?' && char.IsLetter(text[i + 1]) && !isAnswer)
                return true;
        }

        return false;
    }

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
