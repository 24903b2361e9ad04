using System.Globalization;
using System.Net;
using System.Text;
using Attn.Api.Features.Reports;
using Attn.Api.Features.Reports.Words;
using Attn.Api.Tests.Reports;
using Attn.Domain;
using Attn.Testing.Program;

namespace Attn.Api.Tests;

/// <summary>Reads the files of reports back.</summary>
internal static class ReportFiles
{
    private static readonly ReportWords Words = ReportWords.In(ReportLanguage.English);

    /// <summary>What a cell of a workbook says, in the words of the wire.</summary>
    private static readonly Dictionary<string, string> Wire = Enum.GetValues<AttendanceStatus>()
        .SelectMany(status =>
            new[]
            {
                (Words.Status(status).Letter, ReportCells.Word(status)),
                (Words.Status(status).Word, ReportCells.Word(status)),
                ($"({Words.Status(status).Letter})", $"({ReportCells.Word(status)})"),
            }
        )
        .ToDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal);

    /// <returns>
    /// The cells of every student, the header first, in the words of the wire. Texts must not hold a semicolon or a
    /// line break.
    /// </returns>
    public static async Task<List<List<string>>> ReadAsync(Teacher teacher, string report, string format)
    {
        var query = report.Contains('?', StringComparison.Ordinal) ? "&" : "?";
        var answer = (await teacher.GetAsync($"{report}{query}format={format}&separator=semicolon")).Response;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var body = await answer.Content.ReadAsByteArrayAsync();
        return format == "xlsx" ? ReadSheet(body) : ReadCsv(body);
    }

    /// <summary>The first sheet of an English workbook: the headings in one line, percentages as 0 to 100.</summary>
    public static List<List<string>> ReadSheet(byte[] body)
    {
        var sheet = WorkbookFile.Read(body)[0];
        var columns = Enumerable.Range(1, sheet.LastColumn).ToList();
        var top = sheet.RowOf("Student number");
        // The headings are cells over several rows.
        var first = top + 1;
        while (first <= sheet.LastRow && sheet.Cells[(first, 1)].Style == sheet.Cells[(top, 1)].Style)
            first++;
        List<List<string>> lines = [columns.ConvertAll(column => HeadingOf(sheet, top, column))];
        for (var row = first; sheet[row, 1].Length > 0; row++)
            lines.Add(columns.ConvertAll(column => CellOf(sheet, row, column, lines[0][column - 1])));
        return lines;
    }

    private static string HeadingOf(FileSheet sheet, int top, int column)
    {
        if (!int.TryParse(sheet[top, column], CultureInfo.InvariantCulture, out _))
            return sheet[top, column];
        // To the millisecond: half a second more would turn 09:59:59.7 into another minute.
        var start = DateTime.FromOADate((double)(sheet.Number(top + 1, column) + sheet.Number(top + 2, column)));
        return start.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }

    private static string CellOf(FileSheet sheet, int row, int column, string heading) =>
        heading == "Percentage" && sheet[row, column].Length > 0
            ? (sheet.Number(row, column) * 100).ToString("0.0", CultureInfo.InvariantCulture)
            : Wire.GetValueOrDefault(sheet[row, column], sheet[row, column]);

    private static List<List<string>> ReadCsv(byte[] body) =>
        [
            .. Encoding
                .UTF8.GetString(body[3..])
                .Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(';').ToList()),
        ];
}
