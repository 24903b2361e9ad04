using System.Globalization;
using ExcelDataReader;

namespace Attn.Api.Features.ClassLists.Tables;

/// <summary>
/// One cell of a worksheet. A formula is its result, an error such as #REF! an empty cell; of merged cells the first
/// has the text. Dates are written as <c>2026-10-05</c>, with the time where there is one.
/// </summary>
internal static class SheetCell
{
    /// <summary>A number of a worksheet has 15 exact digits; of a longer one Excel has lost the others.</summary>
    private const double MaxExact = 1e15;

    public static TableCell Read(object value, IExcelDataReader reader, int column)
    {
        return value switch
        {
            string text => new TableCell(CellText.Clean(text), CellKind.Text),
            double number => Number(number, reader.GetNumberFormatString(column)),
            int number => Number(number, reader.GetNumberFormatString(column)),
            DateTime date => new TableCell(DateText(date), CellKind.Date),
            DateTimeOffset date => new TableCell(DateText(date.DateTime), CellKind.Date),
            TimeSpan time => new TableCell(time.ToString("c", CultureInfo.InvariantCulture), CellKind.Date),
            bool truth => new TableCell(truth ? "TRUE" : "FALSE", CellKind.Other),
            var other => new TableCell(
                CellText.Clean(Convert.ToString(other, CultureInfo.InvariantCulture) ?? string.Empty),
                CellKind.Other
            ),
        };
    }

    /// <summary>
    /// By its value, not by its spelling in the file. What the format adds to it, such as zeros, is part of what a
    /// person sees, and it is a text. Where nobody can tell what is seen, it is no number.
    /// </summary>
    private static TableCell Number(double number, string? format)
    {
        if (number is < 0 or >= MaxExact || number != Math.Truncate(number))
            return new TableCell(Spell(number), CellKind.Number);
        var digits = number.ToString("F0", CultureInfo.InvariantCulture);
        return NumberFormat.Show(digits, format) is { } shown
            ? new TableCell(shown, shown == digits ? CellKind.Number : CellKind.Text)
            : new TableCell(digits, CellKind.Other);
    }

    private static string Spell(double number) =>
        number.ToString(number >= MaxExact ? "0.##############E+0" : "R", CultureInfo.InvariantCulture);

    private static string DateText(DateTime date) =>
        date.ToString(
            date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss",
            CultureInfo.InvariantCulture
        );
}
