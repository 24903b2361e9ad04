using System.IO.Compression;
using System.Security;
using System.Text;

namespace Attn.Web.Tests;

/// <summary>A workbook as a spreadsheet program writes one, with texts only.</summary>
internal static class Workbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Packages = "http://schemas.openxmlformats.org/package/2006";
    private const string Vendor = "application/vnd.openxmlformats";
    private const string Types = $"{Vendor}-officedocument.spreadsheetml";

    public static byte[] Of(params (string Name, string[][] Rows)[] sheets)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            var places = Enumerable.Range(1, sheets.Length).ToList();
            Write(
                archive,
                "[Content_Types].xml",
                $"""<Types xmlns="{Packages}/content-types">"""
                    + $"""<Default Extension="rels" ContentType="{Vendor}-package.relationships+xml"/>"""
                    + $"""<Override PartName="/xl/workbook.xml" ContentType="{Types}.sheet.main+xml"/>"""
                    + All(
                        places,
                        place =>
                            $"""<Override PartName="/xl/worksheets/sheet{place}.xml" """
                            + $"""ContentType="{Types}.worksheet+xml"/>"""
                    )
                    + "</Types>"
            );
            WriteLinks(archive, "_rels/.rels", Link("book", "officeDocument", "xl/workbook.xml"));
            Write(
                archive,
                "xl/workbook.xml",
                $"""<workbook xmlns="{Main}" xmlns:r="{Relationships}"><sheets>"""
                    + All(
                        places,
                        place => $"""<sheet name="{sheets[place - 1].Name}" sheetId="{place}" r:id="s{place}"/>"""
                    )
                    + "</sheets></workbook>"
            );
            WriteLinks(
                archive,
                "xl/_rels/workbook.xml.rels",
                All(places, place => Link($"s{place}", "worksheet", $"worksheets/sheet{place}.xml"))
            );
            foreach (var place in places)
                Write(archive, $"xl/worksheets/sheet{place}.xml", SheetOf(sheets[place - 1].Rows));
        }
        return file.ToArray();
    }

    private static string SheetOf(string[][] rows) =>
        $"""<worksheet xmlns="{Main}"><sheetData>"""
        + All(
            rows.Index(),
            row => $"""<row r="{row.Index + 1}">{All(row.Item.Index(), c => Cell(row.Index, c))}</row>"""
        )
        + "</sheetData></worksheet>";

    private static string Cell(int row, (int Index, string Text) cell) =>
        $"""<c r="{(char)('A' + cell.Index)}{row + 1}" t="inlineStr"><is>"""
        + $"""<t>{SecurityElement.Escape(cell.Text)}</t></is></c>""";

    private static string Link(string id, string type, string target) =>
        $"""<Relationship Id="{id}" Type="{Relationships}/{type}" Target="{target}"/>""";

    private static void WriteLinks(ZipArchive archive, string name, string links) =>
        Write(archive, name, $"""<Relationships xmlns="{Packages}/relationships">{links}</Relationships>""");

    private static string All<T>(IEnumerable<T> items, Func<T, string> write) => string.Concat(items.Select(write));

    private static void Write(ZipArchive archive, string name, string xml)
    {
        using var entry = archive.CreateEntry(name).Open();
        entry.Write(Encoding.UTF8.GetBytes(xml));
    }
}
