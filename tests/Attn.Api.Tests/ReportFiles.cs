using System.Net;
using System.Text;
using Attn.Testing.Program;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Attn.Api.Tests;

/// <summary>Reads the files of reports back.</summary>
internal static class ReportFiles
{
    /// <returns>The cells of every row, the header first. Texts must not hold a semicolon or a line break.</returns>
    public static async Task<List<List<string>>> ReadAsync(Teacher teacher, string report, string format)
    {
        var answer = (await teacher.GetAsync($"{report}?format={format}&separator=semicolon")).Response;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var body = await answer.Content.ReadAsByteArrayAsync();
        return format == "xlsx" ? ReadSheet(body) : ReadCsv(body);
    }

    private static List<List<string>> ReadCsv(byte[] body) =>
        [
            .. Encoding
                .UTF8.GetString(body[3..])
                .Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(';').ToList()),
        ];

    private static List<List<string>> ReadSheet(byte[] body)
    {
        using var stream = new MemoryStream(body);
        using var workbook = SpreadsheetDocument.Open(stream, isEditable: false);
        var sheet = workbook.WorkbookPart!.WorksheetParts.First();
        return
        [
            .. sheet
                .Worksheet!.Descendants<Row>()
                .Select(row => row.Elements<Cell>().Select(cell => cell.InnerText).ToList()),
        ];
    }
}
