using System.Text;

namespace Attn.Api.Features.Reports.Workbooks;

/// <summary>
/// How much room a text needs in the columns of a sheet. Programs measure with the fonts that they have, so this errs
/// on the side of a line too many.
/// </summary>
/// <param name="widths">In characters.</param>
internal sealed class SheetText(IReadOnlyList<double> widths)
{
    private const string WidestLetters = "WMwm@%";

    /// <summary>Words are not broken, so lines are not full: a tenth is lost, or half a word of a long line.</summary>
    private const double LostShare = 0.1;
    private const double MostLost = 5;

    /// <param name="size">Of its letters: 1 is that of the body.</param>
    public double LinesOf(string? text, int firstColumn, int lastColumn, double size = 1)
    {
        var width = widths.Skip(firstColumn - 1).Take(lastColumn - firstColumn + 1).Sum();
        var room = width - Math.Min(width * LostShare, MostLost);
        return Math.Max(1, Math.Ceiling((text ?? "").EnumerateRunes().Sum(WidthOf) * size / room));
    }

    /// <summary>Lines of the highest of these cells.</summary>
    public double LinesOf(params (string? Text, int Column)[] cells) =>
        cells.Max(cell => LinesOf(cell.Text, cell.Column, cell.Column));

    /// <summary>In digits, which widths of columns are counted in.</summary>
    private static double WidthOf(Rune letter) =>
        letter.Value > 0x2E80 ? 2
        : letter.Value < 0x80 && WidestLetters.Contains((char)letter.Value, StringComparison.Ordinal) ? 1.8
        : Rune.IsUpper(letter) ? 1.3
        : 1;
}
