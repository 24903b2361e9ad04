using System.IO.Compression;
using System.Text;

namespace Attn.Api.Tests.ClassLists.Tables;

/// <summary>Workbooks made by hand, part by part, so that a test can say exactly what stands in the file.</summary>
internal static class Xlsx
{
    private const string Main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";

    /// <summary>
    /// Formats of cells: 0 general, 1 ten digits, 2 a day, 3 a day and a time, 4 a span, 5 two decimals.
    /// </summary>
    private const string Styles = $"""
        <styleSheet {Main}><numFmts count="4"><numFmt numFmtId="164" formatCode="0000000000"/>
        <numFmt numFmtId="165" formatCode="dd\.mm\.yyyy"/><numFmt numFmtId="166" formatCode="dd/mm/yyyy\ hh:mm"/>
        <numFmt numFmtId="167" formatCode="[h]:mm:ss"/></numFmts>
        <cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs>
        <cellXfs count="6"><xf numFmtId="0" xfId="0"/><xf numFmtId="164" applyNumberFormat="1" xfId="0"/>
        <xf numFmtId="165" applyNumberFormat="1" xfId="0"/><xf numFmtId="166" applyNumberFormat="1" xfId="0"/>
        <xf numFmtId="167" applyNumberFormat="1" xfId="0"/>
        <xf numFmtId="2" applyNumberFormat="1" xfId="0"/></cellXfs></styleSheet>
        """;

    /// <param name="rows">XML of the rows of the only sheet.</param>
    public static byte[] OfRows(string rows, string sharedStrings = "") =>
        OfSheets(sharedStrings, ("Liste", "visible", Sheet(rows)));

    /// <summary>A workbook of one number that is shown in this format.</summary>
    public static byte[] OfFormat(string value, string format)
    {
        var parts = Parts("", ("Liste", "visible", Sheet(Row(1, Number("A1", value, 1))))).ToArray();
        var styles = Array.FindIndex(parts, part => part.Item1 == "xl/styles.xml");
        parts[styles] = Part(
            "xl/styles.xml",
            Styles.Replace(
                "formatCode=\"0000000000\"",
                $"formatCode=\"{System.Security.SecurityElement.Escape(format)}\"",
                StringComparison.Ordinal
            )
        );
        return Zip(parts);
    }

    public static byte[] OfSheets(params (string Name, string State, string Xml)[] sheets) => OfSheets("", sheets);

    public static byte[] OfSheets(string sharedStrings, params (string Name, string State, string Xml)[] sheets) =>
        Zip([.. Parts(sharedStrings, sheets)]);

    public static string Sheet(string rows, string after = "") =>
        $"<worksheet {Main}><sheetData>{rows}</sheetData>{after}</worksheet>";

    public static string Row(int number, params string[] cells) => $"<row r=\"{number}\">{string.Concat(cells)}</row>";

    public static string Text(string reference, string text) =>
        $"<c r=\"{reference}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>";

    public static string Number(string reference, string value, int style = 0) =>
        $"<c r=\"{reference}\" s=\"{style}\"><v>{value}</v></c>";

    public static byte[] Zip(params (string Name, byte[] Content)[] parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var part = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
                part.Write(content);
            }
        }

        return stream.ToArray();
    }

    public static IEnumerable<(string, byte[])> Parts(
        string sharedStrings,
        params (string Name, string State, string Xml)[] sheets
    )
    {
        var numbered = sheets.Index().Select(sheet => (Number: sheet.Index + 1, Sheet: sheet.Item)).ToList();
        yield return Part(
            "[Content_Types].xml",
            $"<Types xmlns=\"{Package}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                + "<Override PartName=\"/xl/workbook.xml\" ContentType="
                + "\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>"
        );
        yield return Part(
            "xl/workbook.xml",
            $"<workbook {Main} xmlns:r=\"{Relations}\"><sheets>"
                + string.Concat(
                    numbered.Select(sheet =>
                        $"<sheet name=\"{sheet.Sheet.Name}\" sheetId=\"{sheet.Number}\" "
                        + $"state=\"{sheet.Sheet.State}\" r:id=\"rId{sheet.Number}\"/>"
                    )
                )
                + "</sheets></workbook>"
        );
        yield return Part(
            "xl/_rels/workbook.xml.rels",
            $"<Relationships xmlns=\"{Package}/relationships\">"
                + string.Concat(
                    numbered.Select(sheet =>
                        $"<Relationship Id=\"rId{sheet.Number}\" Type=\"{Relations}/worksheet\" "
                        + $"Target=\"worksheets/sheet{sheet.Number}.xml\"/>"
                    )
                )
                + "</Relationships>"
        );
        yield return Part("xl/styles.xml", Styles);
        if (sharedStrings.Length > 0)
            yield return Part("xl/sharedStrings.xml", $"<sst {Main}>{sharedStrings}</sst>");
        foreach (var sheet in numbered)
            yield return Part($"xl/worksheets/sheet{sheet.Number}.xml", sheet.Sheet.Xml);
    }

    public static (string, byte[]) Part(string name, string text) => (name, Encoding.UTF8.GetBytes(text));
}
