using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Attn.Api.Features.Reports;

/// <summary>
/// CSV as spreadsheet programs open it: UTF-8 with a byte order mark, CRLF. Separated by semicolons, numbers have a
/// decimal comma: a program that expects semicolons reads 12.5 as the twelfth of May.
/// </summary>
internal static class CsvReport
{
    public const string MediaType = "text/csv";
    public const string ContentType = $"{MediaType}; charset=utf-8";

    private static readonly UTF8Encoding Utf8WithMark = new(encoderShouldEmitUTF8Identifier: true);

    public static async Task WriteAsync(
        BufferedResponseStream output,
        ReportTable table,
        char separator,
        CancellationToken cancellationToken
    )
    {
        await using var text = new StreamWriter(output, Utf8WithMark, leaveOpen: true);
        await using var csv = new CsvWriter(
            text,
            new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = separator.ToString(), NewLine = "\r\n" },
            leaveOpen: true
        );
        WriteRow(csv, table.Header, separator);
        await foreach (var row in table.Rows.WithCancellation(cancellationToken))
        {
            WriteRow(csv, row, separator);
            await output.FlushIfNeededAsync(cancellationToken);
        }
    }

    private static void WriteRow(CsvWriter csv, IEnumerable<object?> cells, char separator)
    {
        foreach (var cell in cells)
            csv.WriteField(TextOf(cell, separator));
        csv.NextRecord();
    }

    private static string TextOf(object? cell, char separator) =>
        cell switch
        {
            null => "",
            string text => SpreadsheetText.EscapeFormula(text),
            KeptDigits digits => digits.Text,
            DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            IFormattable number => separator == ';'
                ? number.ToString(null, CultureInfo.InvariantCulture).Replace('.', ',')
                : number.ToString(null, CultureInfo.InvariantCulture),
            _ => throw new InvalidOperationException($"A cell cannot be a {cell.GetType().Name}."),
        };
}
