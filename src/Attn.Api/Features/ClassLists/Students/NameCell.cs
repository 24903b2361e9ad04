using System.ComponentModel.DataAnnotations;
using System.Text;
using Attn.Api.Features.ClassLists.Tables;
using Attn.Api.Platform.Wire;

namespace Attn.Api.Features.ClassLists.Students;

/// <summary>Reads a person's name.</summary>
internal static class NameCell
{
    /// <summary>So many digits are a number that landed among the names.</summary>
    private const int MaxDigits = 4;

    private static readonly PlainTextAttribute Rule = new(1, TextLimits.Name);

    /// <param name="text">Of one cell, or of several joined by a space.</param>
    public static CellReading Read(string text)
    {
        var name = Compose(text);
        if (name.Length == 0)
            return CellReading.Bad(ListProblemCode.NameMissing, "The name is missing.");
        if (!name.Any(char.IsLetter) && name.Any(char.IsDigit))
            return CellReading.Bad(ListProblemCode.NameIsNumber, "The name is a number. Choose the columns again.");
        if (name.Count(char.IsDigit) > MaxDigits)
            return CellReading.Bad(
                ListProblemCode.NameIsNumber,
                "There is a number in the name. Choose the columns again."
            );
        if (!name.Any(char.IsLetter) || (name.Contains('<', StringComparison.Ordinal) && name.Contains('>')))
            return CellReading.Bad(ListProblemCode.NameNotValid, "This is no name.");
        if (name.Contains('\uFFFD', StringComparison.Ordinal))
            return CellReading.Bad(
                ListProblemCode.BrokenLetters,
                "Letters of the name are broken. Save the list anew."
            );
        return Rule.GetValidationResult(name, new ValidationContext(name)) is { ErrorMessage: { } problem }
            ? CellReading.Bad(ListProblemCode.NameNotValid, problem)
            : CellReading.Good(name);
    }

    public static bool LooksLikeName(string text) =>
        text.Any(char.IsLetter) && !text.Any(char.IsAsciiDigit) && !text.Contains('@', StringComparison.Ordinal);

    /// <summary>Letters and their marks in one, every kind of white space one space, nothing invisible.</summary>
    public static string Compose(string text)
    {
        var seen = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
                seen.Append(' ');
            else if (!IsInvisible(rune))
                seen.Append(rune);
        }

        var words = seen.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words).Normalize(NormalizationForm.FormC);
    }

    /// <summary>Joiners stay: some scripts need them.</summary>
    private static bool IsInvisible(Rune rune) =>
        rune.Value
            is 0x00AD
                or 0x200B
                or 0xFEFF
                or 0xFFFE
                or 0x2060
                or (>= 0x200E and <= 0x200F)
                or (>= 0x202A and <= 0x202E);
}
