using System.Text;

namespace Attn.Api.Features.ClassLists.Tables;

/// <summary>Bytes to rows of cells.</summary>
internal static class TableReader
{
    private static readonly char[] Separators = [';', ',', '\t'];

    public static ListTable Read(ReadOnlyMemory<byte> body, int? sheet, string? charset)
    {
        var text = Encoding.UTF8.GetString(body.Span).TrimStart('\uFEFF');
        var separator = text.IndexOfAny(Separators) is >= 0 and var index ? text[index] : ';';
        var rows = text.Split('\n')
            .Select((line, at) => (Line: at + 1, Text: line.Trim('\r')))
            .Where(line => line.Text.Trim().Length > 0)
            .Select(line => new TableRow(
                line.Line,
                [
                    .. line.Text.Split(separator)
                        .Select(cell => new TableCell(cell.Trim().Trim('"').Normalize(), CellKind.Text)),
                ]
            ))
            .ToList();
        var source = new ListSource(ListKind.Text) { Encoding = "utf-8", Separator = ListSeparator.Semicolon };
        return new(source, rows, [], []);
    }
}
