using System.Globalization;

namespace Attn.Api.Features.Reports.Workbooks;

/// <summary>Names of cells as formulas write them. Columns and rows count from 1.</summary>
internal static class CellReference
{
    private const int MaxColumns = 16_384;
    private static readonly string[] Columns = [.. Enumerable.Range(1, MaxColumns).Select(ColumnOf)];

    public static string Column(int column) => Columns[column - 1];

    public static string Of(int column, int row) =>
        string.Create(CultureInfo.InvariantCulture, $"{Column(column)}{row}");

    /// <summary>Whose columns stay when the formula is copied sideways.</summary>
    public static string InRow(int firstColumn, int lastColumn, int row) =>
        string.Create(CultureInfo.InvariantCulture, $"${Column(firstColumn)}{row}:${Column(lastColumn)}{row}");

    public static string Fixed(int firstColumn, int firstRow, int lastColumn, int lastRow) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"${Column(firstColumn)}${firstRow}:${Column(lastColumn)}${lastRow}"
        );

    private static string ColumnOf(int column)
    {
        var letters = "";
        for (var rest = column; rest > 0; rest = (rest - 1) / 26)
            letters = (char)('A' + ((rest - 1) % 26)) + letters;
        return letters;
    }
}
