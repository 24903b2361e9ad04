using System.Buffers;

namespace Attn.Api.Features.ClassLists.Tables;

/// <summary>
/// Whether a text that was read as Windows-1254 was written so. Every byte has some letter there: of another code page,
/// they are letters that no Turkish list has, or signs in the middle of words.
/// </summary>
internal static class TurkishLetters
{
    private static readonly SearchValues<char> Turkish = SearchValues.Create("çğıöşüÇĞİÖŞÜâîûÂÎÛ");

    private static readonly SearchValues<char> Punctuation = SearchValues.Create("\u00A0‘’“”–—…•·°º«»´€½©®");

    /// <summary>A few letters of other languages may be among them, never more than Turkish ones.</summary>
    public static bool ArePlausible(string text)
    {
        var (turkish, foreign) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c < 0x80 || Punctuation.Contains(c))
                continue;
            if (c is 'Ÿ' or 'š' or 'Š' or 'œ' or 'Œ' or '×' or '÷' || !char.IsLetter(c))
                return false;
            var isCapitalInside = char.IsUpper(c) && i > 0 && char.IsLower(text[i - 1]);
            if (Turkish.Contains(c) && !isCapitalInside)
                turkish++;
            else
                foreign++;
        }

        return foreign <= turkish;
    }
}
