using System.Globalization;
using System.Text.RegularExpressions;
using ExcelDataReader;

namespace Attn.Api.Features.ClassLists.Tables;

/// <summary>
/// One cell of a worksheet. A formula is its result, an error such as #REF! an empty cell; of merged cells the first
/// has the text. Dates are written as <c>2026-10-05</c>, with the time where there is one.
/// </summary>
internal static partial class SheetCell
{
    /// <summary>A number of a worksheet has 15 exact digits; of a longer one Excel has lost the others.</summary>
    private const double MaxExact = 1e15;

    public static TableCell Read(IExcelDataReader reader, int column)
    {
        return reader.GetValue(column) switch
        {
            null => new TableCell(string.Empty, CellKind.Text),
            string text => new TableCell(CellText.Clean(text), CellKind.Text),
            double number => Number(number, reader.GetNumberFormatString(column)),
            int number => Number(number, reader.GetNumberFormatString(column)),
            DateTime date => new TableCell(DateText(date), CellKind.Date),
            DateTimeOffset date => new TableCell(DateText(date.DateTime), CellKind.Date),
            TimeSpan time => new TableCell(time.ToString("c", CultureInfo.InvariantCulture), CellKind.Date),
            bool value => new TableCell(value ? "TRUE" : "FALSE", CellKind.Other),
            var other => new TableCell(
                CellText.Clean(Convert.ToString(other, CultureInfo.InvariantCulture) ?? string.Empty),
                CellKind.Other
            ),
        };
    }

    /// <summary>
    /// By its value, not by its spelling in the file. Where the format pads it with zeros, as <c>0000000000</c> does,
    /// the zeros are part of what a person sees, and it is a text.
    /// </summary>
    private static TableCell Number(double number, string? format)
    {
        if (number is < 0 or >= MaxExact || number != Math.Truncate(number))
            return new TableCell(Spell(number), CellKind.Number);
        var digits = number.ToString("F0", CultureInfo.InvariantCulture);
        var padded = format is not null && ZeroFormat.IsMatch(format) ? digits.PadLeft(WidthOf(format), '0') : digits;
        return new TableCell(padded, padded == digits ? CellKind.Number : CellKind.Text);
    }

    private static string Spell(double number) =>
        number.ToString(number >= MaxExact ? "0.##############E+0" : "R", CultureInfo.InvariantCulture);

    private static int WidthOf(string format) => format.Split(';')[0].Count(c => c == '0');

    private static string DateText(DateTime date) =>
        date.ToString(
            date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss",
            CultureInfo.InvariantCulture
        );

    /// <summary>
    /// Nothing but zeros in the section for positive numbers, at most as many as a number has exact digits.
    /// </summary>
    [GeneratedRegex(
        @"^(\[\$[^\]]*\]|"""")?0{2,20}(;|\z)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex ZeroFormat { get; }
}
