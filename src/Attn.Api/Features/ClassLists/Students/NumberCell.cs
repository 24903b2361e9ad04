using System.Text.RegularExpressions;
using Attn.Api.Features.ClassLists.Tables;
using Attn.Domain;

namespace Attn.Api.Features.ClassLists.Students;

/// <summary>Reads a student's number out of a cell, and notices what spreadsheet programs do to numbers.</summary>
internal static partial class NumberCell
{
    /// <summary>With a fraction or an exponent; longer texts are not looked at closely.</summary>
    private const int MaxLength = 2 * SchoolNumbers.MaxLength;

    private const string AsText =
        "Give the column of numbers the format Text in the spreadsheet, and enter them again.";

    public static CellReading Read(TableCell cell)
    {
        var text = Strip(cell.Text);
        if (text.Length == 0)
            return CellReading.Bad(ListProblemCode.NumberMissing, "The number is missing.");
        if (text.Length > MaxLength)
            return NotValid($"A number has {SchoolNumbers.MaxLength} characters at most.");
        if (cell.Kind == CellKind.Date || Date().IsMatch(text))
            return CellReading.Bad(ListProblemCode.NumberIsDate, $"The number has become a date. {AsText}");
        if (cell.Kind == CellKind.Other)
            return NotValid($"The cell shows something else than the number that it holds. {AsText}");
        if (Exponent().IsMatch(text))
            return CellReading.Bad(
                ListProblemCode.NumberInScientificNotation,
                $"The number is in scientific notation, and its last digits are lost. {AsText}"
            );
        if (WholeFraction().Match(text) is { Success: true } whole)
            return ReadPlain(whole.Groups["whole"].Value);
        if (Fraction().IsMatch(text))
            return CellReading.Bad(ListProblemCode.NumberIsDecimal, $"The number has a decimal point. {AsText}");
        return ReadPlain(text);
    }

    /// <summary>Including what a spreadsheet program has spoilt: the column is the right one all the same.</summary>
    public static bool LooksLikeNumber(TableCell cell)
    {
        var reading = Read(cell);
        return reading.IsGood
            ? reading.Value.Any(char.IsAsciiDigit) && !reading.Value.Contains('@', StringComparison.Ordinal)
            : reading.Code is ListProblemCode.NumberInScientificNotation or ListProblemCode.HiddenCharacter;
    }

    private static CellReading ReadPlain(string text)
    {
        if (text.Any(c => HiddenCharacters.IsHidden(c) || (char.IsWhiteSpace(c) && c != ' ')))
            return CellReading.Bad(
                ListProblemCode.HiddenCharacter,
                "The number holds a character that cannot be seen. Type the number again."
            );
        if (text.Any(char.IsWhiteSpace))
            return NotValid("There is a space in the number.");
        if (!SchoolNumbers.IsPlausible(SchoolNumbers.Canonical(text)))
            return NotValid(
                $"A number has 1 to {SchoolNumbers.MaxLength} letters (a-z), digits or . _ - @, not dots alone."
            );
        if (!text.Any(char.IsAsciiLetterOrDigit) || text[^1] is '.' or '-')
            return NotValid("A number ends with a letter or a digit.");
        // Accounts without a digit are small letters; this is somebody's name.
        return char.IsAsciiLetterUpper(text[0]) && !text.Any(char.IsAsciiDigit)
            ? NotValid("A number has digits.")
            : CellReading.Good(text);
    }

    private static CellReading NotValid(string problem) => CellReading.Bad(ListProblemCode.NumberNotValid, problem);

    /// <summary>
    /// Without what means "this is text" to a spreadsheet program (<c>="0401"</c>, <c>'0401</c>), and without invisible
    /// characters around it.
    /// </summary>
    private static string Strip(string text)
    {
        var plain = HiddenCharacters.Trim(text);
        if (plain.StartsWith("=\"", StringComparison.Ordinal) && plain.EndsWith('"') && plain.Length > 2)
            plain = plain[2..^1];
        return HiddenCharacters.Trim(plain.TrimStart('\''));
    }

    [GeneratedRegex(
        @"^[0-9]{1,2}[./-][0-9]{1,2}[./-]([0-9]{4}|[0-9]{2})$|^[0-9]{4}[./-][0-9]{1,2}[./-][0-9]{1,2}(T.*)?$",
        Options,
        Patience
    )]
    private static partial Regex Date();

    /// <summary>A plain <c>12E34</c> may be a number: programs write a sign or a fraction.</summary>
    [GeneratedRegex(@"^[0-9]+([.,][0-9]+)?[eE][+-][0-9]+$|^[0-9][.,][0-9]+[eE][0-9]+$", Options, Patience)]
    private static partial Regex Exponent();

    [GeneratedRegex(@"^(?<whole>[0-9]+)[.,]0+$", Options, Patience)]
    private static partial Regex WholeFraction();

    /// <summary>Also thousands with their dots.</summary>
    [GeneratedRegex(@"^[0-9]+[.,][0-9]+$|^[0-9]{1,3}([.,][0-9]{3})+$", Options, Patience)]
    private static partial Regex Fraction();

    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;
    private const int Patience = 10_000;
}
