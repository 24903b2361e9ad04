using System.Globalization;
using System.Text;

namespace Attn.Api.Features.ClassLists.Tables;

/// <summary>
/// The text of a cell as a person sees it. Around it, white space of every kind and invisible characters (zero-width
/// ones, soft hyphens, marks of direction, byte order marks, controls) are removed. Inside, runs of ordinary white
/// space, line breaks among them, are one space. Every other character inside stays, invisible ones and non-breaking
/// spaces too: whoever reads a number must see that it is not what it looks like.
/// </summary>
internal static class CellText
{
    /// <summary>
    /// Characters of a cell that are looked at. What is cut is still longer than any name, so that it is refused: four
    /// characters at most become one when they are composed.
    /// </summary>
    public const int MaxLength = 1000;

    /// <summary>
    /// Marks on one letter, as in Unicode's stream-safe texts (UAX #15). Composing takes the square of their number.
    /// </summary>
    private const int MaxMarks = 30;

    private const string FormulaStart = "=\"";

    /// <summary>
    /// Also without what keeps the zeros of a number in Excel: <c>="0401"</c> and <c>'0401</c> become <c>0401</c>.
    /// </summary>
    public static string Clean(string raw)
    {
        var text = Trim(Compose(Cut(CollapseSpaces(Trim(raw)))));
        if (
            text.Length > FormulaStart.Length
            && text.StartsWith(FormulaStart, StringComparison.Ordinal)
            && text[^1] == '"'
        )
            text = Trim(text[FormulaStart.Length..^1].Replace("\"\"", "\"", StringComparison.Ordinal));
        if (text.Length > 1 && text[0] == '\'' && char.IsAsciiDigit(text[1]))
            text = text[1..];
        return CollapseSpaces(text);
    }

    public static bool IsBlank(string raw) => raw.All(IsNothing);

    private static string Trim(string text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && IsNothing(text[start]))
            start++;
        while (end > start && IsNothing(text[end - 1]))
            end--;
        return text[start..end];
    }

    private static string Cut(string text)
    {
        if (text.Length <= MaxLength)
            return text;
        return text[..(char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength)];
    }

    /// <summary>
    /// NFC. What cannot be composed (halves of surrogate pairs, noncharacters, marks without end) becomes U+FFFD.
    /// </summary>
    private static string Compose(string text)
    {
        if (Ascii.IsValid(text))
            return text;
        var whole = new StringBuilder(text.Length);
        var marks = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            marks = IsMark(rune) ? marks + 1 : 0;
            whole.Append(marks > MaxMarks || IsNoncharacter(rune) ? Rune.ReplacementChar : rune);
        }

        return whole.ToString().Normalize(NormalizationForm.FormC);
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark;

    private static bool IsNoncharacter(Rune rune) =>
        (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;

    private static string CollapseSpaces(string text)
    {
        if (!text.Any(IsOrdinarySpace))
            return text;
        var collapsed = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!IsOrdinarySpace(c))
                collapsed.Append(c);
            else if (collapsed[^1] != ' ')
                collapsed.Append(' ');
        }

        return collapsed.ToString();
    }

    private static bool IsOrdinarySpace(char c) => c is ' ' or (>= '\t' and <= '\r');

    /// <summary>
    /// Controls above U+007F stay: where letters are broken, they are what is left of them.
    /// </summary>
    private static bool IsNothing(char c) =>
        c is < ' ' or '\u007F'
        || char.IsWhiteSpace(c)
        || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format;
}
