using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Attn.Api.Tests.Reports;

/// <param name="Value">As stored: of a formula, what it came to when it was written.</param>
internal sealed record FileCell(string Value, string? Formula, uint Style, bool IsText);

/// <summary>A sheet read back. Rows and columns count from 1.</summary>
internal sealed class FileSheet(string name, Dictionary<(int Row, int Column), FileCell> cells)
{
    public string Name => name;

    public IReadOnlyDictionary<(int Row, int Column), FileCell> Cells => cells;

    public int LastRow => cells.Count == 0 ? 0 : cells.Keys.Max(at => at.Row);

    public int LastColumn => cells.Count == 0 ? 0 : cells.Keys.Max(at => at.Column);

    public string this[int row, int column] => cells.TryGetValue((row, column), out var cell) ? cell.Value : "";

    public decimal Number(int row, int column) =>
        decimal.Parse(this[row, column], NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The row that has this text in its first column.</summary>
    public int RowOf(string text) => cells.First(cell => cell.Key.Column == 1 && cell.Value.Value == text).Key.Row;

    /// <summary>The column that has this text in a row.</summary>
    public int ColumnOf(string text, int row) =>
        cells.First(cell => cell.Key.Row == row && cell.Value.Value == text).Key.Column;
}

/// <summary>A workbook read back by Microsoft's library.</summary>
internal static partial class WorkbookFile
{
    public static List<FileSheet> Read(byte[] file)
    {
        using var stream = new MemoryStream(file);
        using var document = SpreadsheetDocument.Open(stream, isEditable: false);
        var workbook = document.WorkbookPart!;
        return
        [
            .. workbook
                .Workbook!.Sheets!.Elements<Sheet>()
                .Select(sheet => Read(sheet.Name!, (WorksheetPart)workbook.GetPartById(sheet.Id!))),
        ];
    }

    private static FileSheet Read(string name, WorksheetPart part) =>
        new(
            name,
            part.Worksheet!.Descendants<Cell>().ToDictionary(cell => CellNames.At(cell.CellReference!), ReadCell)
        );

    private static FileCell ReadCell(Cell cell)
    {
        var isText = cell.DataType?.Value == CellValues.InlineString;
        var text = isText ? Escape().Replace(cell.InnerText, _ => "_") : cell.CellValue?.Text ?? "";
        return new(text, cell.CellFormula?.Text, cell.StyleIndex?.Value ?? 0, isText);
    }

    [GeneratedRegex("_x005F_", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Escape();
}

/// <summary>Names of cells such as <c>$AB$12</c>.</summary>
internal static class CellNames
{
    public static (int Row, int Column) At(string name)
    {
        var plain = name.Replace("$", "", StringComparison.Ordinal);
        var letters = plain.TakeWhile(char.IsAsciiLetter).ToArray();
        var column = letters.Aggregate(0, (sum, letter) => (sum * 26) + letter - 'A' + 1);
        return (int.Parse(plain.AsSpan(letters.Length), CultureInfo.InvariantCulture), column);
    }
}
