using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using static Attn.Api.Features.Reports.Workbooks.WorkbookNames;

namespace Attn.Api.Features.Reports.Workbooks;

/// <summary>
/// A workbook, written sheet after sheet into the ZIP and never held in memory (docs/decisions/0187). What depends on
/// the number of rows, such as the area to print, comes last: readers of a ZIP do not mind.
/// </summary>
internal sealed class WorkbookWriter : IDisposable
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string OfficeTypes = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    private readonly BufferedResponseStream _output;
    private readonly ZipArchive _zip;
    private readonly List<(SheetLayout Layout, int Rows)> _sheets = [];

    public WorkbookWriter(BufferedResponseStream output, WorkbookFormats formats)
    {
        _output = output;
        _zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        WritePart("xl/styles.xml", WorkbookStyles.Xml(formats));
    }

    /// <summary>Call it after each row: sends what has been written if it is enough.</summary>
    public ValueTask FlushIfNeededAsync(CancellationToken cancellationToken) =>
        _output.FlushIfNeededAsync(cancellationToken);

    /// <param name="writeRows">Returns the ranges of cells to merge.</param>
    public async Task WriteSheetAsync(SheetLayout layout, Func<SheetWriter, Task<IReadOnlyList<string>>> writeRows)
    {
        var part = string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/sheet{_sheets.Count + 1}.xml");
        using var xml = XmlWriter.Create(
            _zip.CreateEntry(part, CompressionLevel.Fastest).Open(),
            new() { CloseOutput = true, NewLineHandling = NewLineHandling.Entitize }
        );
        xml.WriteStartElement("worksheet", Main);
        xml.WriteRaw(SheetXml.Head(layout));
        xml.WriteStartElement("sheetData", Main);
        var sheet = new SheetWriter(xml);
        var merged = await writeRows(sheet);
        xml.WriteEndElement();
        xml.WriteRaw(SheetXml.Tail(layout, merged));
        xml.WriteEndDocument();
        _sheets.Add((layout, sheet.Row));
    }

    /// <summary>Writes the parts that name the sheets. Without them there is no workbook.</summary>
    public void Finish()
    {
        WritePart("xl/workbook.xml", SheetXml.Workbook(_sheets));
        WritePart(
            "xl/_rels/workbook.xml.rels",
            $"""
            <Relationships xmlns="{PackageRelationships}">
              {Each(n =>
                $"<Relationship Id=\"rId{n}\" Type=\"{Relation}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>"
            )}
              <Relationship Id="rIdStyles" Type="{Relation}/styles" Target="styles.xml"/>
            </Relationships>
            """
        );
        WritePart(
            "_rels/.rels",
            $"""
            <Relationships xmlns="{PackageRelationships}">
              <Relationship Id="rId1" Type="{Relation}/officeDocument" Target="xl/workbook.xml"/>
            </Relationships>
            """
        );
        WritePart(
            "[Content_Types].xml",
            $"""
            <Types xmlns="{ContentTypes}">
              <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
              <Default Extension="xml" ContentType="application/xml"/>
              <Override PartName="/xl/workbook.xml" ContentType="{OfficeTypes}.sheet.main+xml"/>
              <Override PartName="/xl/styles.xml" ContentType="{OfficeTypes}.styles+xml"/>
              {Each(n =>
                $"<Override PartName=\"/xl/worksheets/sheet{n}.xml\" ContentType=\"{OfficeTypes}.worksheet+xml\"/>"
            )}
            </Types>
            """
        );
    }

    public void Dispose() => _zip.Dispose();

    private string Each(Func<string, string> line) =>
        string.Concat(_sheets.Select((_, place) => line((place + 1).ToString(CultureInfo.InvariantCulture))));

    private void WritePart(string name, string xml)
    {
        using var part = new StreamWriter(
            _zip.CreateEntry(name).Open(),
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)
        );
        part.Write(xml);
    }
}
