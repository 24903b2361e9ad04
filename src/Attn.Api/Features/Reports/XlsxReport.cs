using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Attn.Api.Features.Reports;

/// <summary>
/// A workbook of one sheet, written part by part into the ZIP as the rows are read, and never held in memory
/// (docs/decisions/0100). Texts are inline, numbers and times are typed cells.
/// </summary>
internal static class XlsxReport
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string PackageRelationships = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string HeaderStyle = "1";
    private const string TimeStyle = "2";

    private static readonly (string Name, string Xml)[] FixedParts =
    [
        (
            "[Content_Types].xml",
            """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
              <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
              <Default Extension="xml" ContentType="application/xml"/>
              <Override PartName="/xl/workbook.xml"
                ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
              <Override PartName="/xl/worksheets/sheet1.xml"
                ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
              <Override PartName="/xl/styles.xml"
                ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>
            </Types>
            """
        ),
        (
            "_rels/.rels",
            $"""
            <Relationships xmlns="{PackageRelationships}">
              <Relationship Id="rId1" Type="{Relation}/officeDocument" Target="xl/workbook.xml"/>
            </Relationships>
            """
        ),
        (
            "xl/workbook.xml",
            $"""
            <workbook xmlns="{Main}" xmlns:r="{Relation}">
              <sheets><sheet name="Attendance" sheetId="1" r:id="rId1"/></sheets>
            </workbook>
            """
        ),
        (
            "xl/_rels/workbook.xml.rels",
            $"""
            <Relationships xmlns="{PackageRelationships}">
              <Relationship Id="rId1" Type="{Relation}/worksheet" Target="worksheets/sheet1.xml"/>
              <Relationship Id="rId2" Type="{Relation}/styles" Target="styles.xml"/>
            </Relationships>
            """
        ),
        (
            "xl/styles.xml",
            $"""
            <styleSheet xmlns="{Main}">
              <numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd\ hh:mm:ss"/></numFmts>
              <fonts count="2"><font/><font><b/></font></fonts>
              <fills count="2">
                <fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>
              </fills>
              <borders count="1"><border/></borders>
              <cellStyleXfs count="1"><xf/></cellStyleXfs>
              <cellXfs count="3">
                <xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/>
              </cellXfs>
            </styleSheet>
            """
        ),
    ];

    public static async Task WriteAsync(
        BufferedResponseStream output,
        ReportTable table,
        CancellationToken cancellationToken
    )
    {
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, xml) in FixedParts)
        {
            using var part = new StreamWriter(
                zip.CreateEntry(name).Open(),
                new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)
            );
            part.Write(xml);
        }

        using var sheet = XmlWriter.Create(
            zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open(),
            new() { CloseOutput = true }
        );
        StartSheet(sheet);
        WriteRow(sheet, table.Header, HeaderStyle);
        await foreach (var row in table.Rows.WithCancellation(cancellationToken))
        {
            WriteRow(sheet, row, textStyle: null);
            await output.FlushIfNeededAsync(cancellationToken);
        }

        sheet.WriteEndDocument();
    }

    /// <summary>Freezes the header row.</summary>
    private static void StartSheet(XmlWriter sheet)
    {
        sheet.WriteStartElement("worksheet", Main);
        sheet.WriteRaw(
            """<sheetViews><sheetView workbookViewId="0">"""
                + """<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>"""
                + "</sheetView></sheetViews>"
        );
        sheet.WriteStartElement("sheetData", Main);
    }

    private static void WriteRow(XmlWriter sheet, IEnumerable<object?> cells, string? textStyle)
    {
        sheet.WriteStartElement("row", Main);
        foreach (var cell in cells)
            WriteCell(sheet, cell, textStyle);
        sheet.WriteEndElement();
    }

    private static void WriteCell(XmlWriter sheet, object? cell, string? textStyle)
    {
        sheet.WriteStartElement("c", Main);
        switch (cell)
        {
            case null:
                break;
            case DateTime time:
                sheet.WriteAttributeString("s", TimeStyle);
                sheet.WriteElementString("v", Main, time.ToOADate().ToString("R", CultureInfo.InvariantCulture));
                break;
            case string text:
                WriteText(sheet, Clean(SpreadsheetText.EscapeFormula(text)), textStyle);
                break;
            case IFormattable number:
                sheet.WriteElementString("v", Main, number.ToString(null, CultureInfo.InvariantCulture));
                break;
            default:
                throw new InvalidOperationException($"A cell cannot be a {cell.GetType().Name}.");
        }

        sheet.WriteEndElement();
    }

    private static void WriteText(XmlWriter sheet, string text, string? style)
    {
        if (style is not null)
            sheet.WriteAttributeString("s", style);
        sheet.WriteAttributeString("t", "inlineStr");
        sheet.WriteStartElement("is", Main);
        sheet.WriteStartElement("t", Main);
        sheet.WriteAttributeString("xml", "space", null, "preserve");
        sheet.WriteString(text);
        sheet.WriteEndElement();
        sheet.WriteEndElement();
    }

    /// <summary>Replaces characters that XML cannot hold, escaped or not.</summary>
    private static string Clean(string text) =>
        text.All(c => XmlConvert.IsXmlChar(c) && !char.IsSurrogate(c))
            ? text
            : string.Concat(
                text.EnumerateRunes()
                    .Select(rune =>
                        rune.Value < 0x10000 && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString()
                    )
            );
}
