using System.Text;
using Attn.Api.Features.ClassLists.Tables;
using static Attn.Api.Tests.ClassLists.Tables.Xlsx;

namespace Attn.Api.Tests.ClassLists.Tables;

/// <summary>What is no class list is called by its name, and what is too large is not inflated.</summary>
public sealed class RefusedFileTests
{
    private const string LargeRow =
        "<row><c><v>0000000000000000000000000000000000000000000000000000000000000000</v></c></row>";

    [Theory]
    [InlineData("%PDF-1.7\n", "PDF")]
    [InlineData("{\\rtf1\\ansi", "RTF")]
    [InlineData("GIF89a", "picture")]
    [InlineData("MIME-Version: 1.0\r\n", "MHTML")]
    [InlineData("Rar!\u001A", "RAR")]
    [InlineData(
        "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
        "Excel 2003"
    )]
    [InlineData("<?xml version=\"1.0\"?><rss/>", "XML")]
    [InlineData("0401\0\u0001\u0002\u0003;Ali", "no text")]
    public void Other_files_are_called_by_their_name(string start, string name) =>
        AssertNotAList(Encoding.UTF8.GetBytes(start), name);

    [Fact]
    public void Other_binary_files_are_called_by_their_name()
    {
        AssertNotAList([0x89, .. "PNG\r\n"u8, 0x1A], "picture");
        AssertNotAList([0xFF, 0xD8, 0xFF, 0xE0, 0, 16], "picture");
        AssertNotAList([0x1F, 0x8B, 8, 0], "gzip");
        AssertNotAList([.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C], "7z");
        AssertNotAList([0x09, 0x08, 0x08, 0x00, 0x00, 0x05, 0x05, 0x00, 0, 0], "Excel 95");
        AssertNotAList([0x09, 0x00, 0x04, 0x00, 0x02, 0x00, 0x10, 0x00, 0, 0], "Excel 95");
    }

    [Theory]
    [InlineData("mimetype", "application/vnd.oasis.opendocument.spreadsheet", "(.xlsx)")]
    [InlineData("mimetype", "application/vnd.oasis.opendocument.text", "OpenDocument")]
    [InlineData("[Content_Types].xml", "application/vnd.ms-excel.sheet.binary.macroEnabled.main", ".xlsb")]
    [InlineData(
        "[Content_Types].xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "Word"
    )]
    [InlineData(
        "[Content_Types].xml",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "presentation"
    )]
    [InlineData("Index/Document.iwa", "", "Numbers")]
    [InlineData("liste.csv", "0401;Ali", "archive")]
    [InlineData("xl/workbook.xml", "<workbook xmlns=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"/>", "Strict")]
    public void Other_archives_are_called_by_their_name(string part, string content, string name) =>
        AssertNotAList(Zip(Part(part, content)), name);

    [Theory]
    [InlineData("WordDocument", "Word")]
    [InlineData("PowerPoint Document", "presentation")]
    [InlineData("Book", "Excel 95")]
    public void Other_Office_documents_are_called_by_their_name(string stream, string name) =>
        AssertNotAList(Compound(stream), name);

    [Fact]
    public void An_encrypted_package_is_protected() =>
        Lists.Read(Compound("EncryptedPackage")).IsRefused(ListProblemCode.FileProtected);

    [Fact]
    public void A_container_of_nothing_known_is_damaged() =>
        Lists.Read(Compound("Something")).IsRefused(ListProblemCode.FileDamaged);

    [Fact]
    public void A_workbook_that_was_cut_short_is_damaged()
    {
        var bytes = OfRows(Row(1, Text("A1", "0401"), Text("B1", "Ali")));

        foreach (var length in new[] { 4, 20, bytes.Length / 2, bytes.Length - 1 })
            Lists.Read(bytes[..length]).IsRefused(ListProblemCode.FileDamaged);
    }

    [Theory]
    [InlineData("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row><c>")]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"x\"><!ENTITY c \"&b;&b;\">]><worksheet>&c;</worksheet>")]
    [InlineData("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]><worksheet>&b;</worksheet>")]
    public void A_sheet_that_is_no_xml_or_declares_entities_is_damaged(string xml) =>
        Lists.Read(OfSheets(("Liste", "visible", xml))).IsRefused(ListProblemCode.FileDamaged);

    [Fact]
    public void Entities_in_the_shared_strings_are_not_expanded() =>
        Lists
            .Read(
                Zip([
                    .. Parts("", ("Liste", "visible", Sheet(Row(1, "<c r=\"A1\" t=\"s\"><v>0</v></c>")))),
                    Part("xl/sharedStrings.xml", "<!DOCTYPE a [<!ENTITY b \"x\">]><sst><si><t>&b;</t></si></sst>"),
                ])
            )
            .IsRefused(ListProblemCode.FileDamaged);

    [Theory]
    [InlineData("                                ", 33 * 1024 * 32)]
    [InlineData(LargeRow, 400_000)]
    [InlineData("<c/>", 3_100_000)]
    public void A_workbook_that_inflates_without_bound_is_too_large(string unit, int count)
    {
        var bytes = OfHugeSheet(unit, count);

        Assert.InRange(bytes.Length, 1, 4 * 1024 * 1024);
        Lists.Read(bytes).IsRefused(ListProblemCode.FileTooLarge);
    }

    [Fact]
    public void What_a_workbook_says_about_its_sizes_is_not_believed()
    {
        var bytes = OfHugeSheet(LargeRow, 400_000);
        var entry = bytes.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BitConverter.TryWriteBytes(bytes.AsSpan(entry + 24), 1000);

        var codes = Lists.Read(bytes).Codes();

        // Which of the two depends on whether .NET stops at the size that is declared or reads on.
        Assert.True(codes is [(ListProblemCode.FileTooLarge or ListProblemCode.FileDamaged, null)]);
    }

    [Fact]
    public void Twenty_thousand_rows_are_read_and_not_one_more()
    {
        static string Rows(int count) =>
            string.Concat(Enumerable.Range(1, count).Select(i => Row(i, Number($"A{i}", "1"), Number($"B{i}", "2"))));

        Assert.Equal(20_000, Lists.Read(OfRows(Rows(20_000))).Rows.Count);
        Lists.Read(OfRows(Rows(20_001))).IsRefused(ListProblemCode.FileTooLarge);
    }

    [Theory]
    [InlineData("<row r=\"1048576\"><c r=\"A1048576\"><v>2</v></c></row>", null)]
    [InlineData("<row r=\"1\"><c r=\"XFD1\"/></row>", null)]
    [InlineData("<row r=\"2\"><c r=\"GS2\"><v>1</v></c></row>", ListProblemCode.FileTooLarge)]
    [InlineData("<row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row>", ListProblemCode.FileTooLarge)]
    [InlineData("<row r=\"2147483647\"><c r=\"A2147483647\"><v>2</v></c></row>", ListProblemCode.FileDamaged)]
    [InlineData("<row r=\"2\"><c r=\"ZZZZZZZ2\"><v>2</v></c></row>", null)]
    public void A_cell_far_away_costs_little(string row, object? expected)
    {
        var codes = Lists.Read(OfRows(Row(1, Text("A1", "0401"), Text("B1", "Ali")) + row)).Codes();

        if (expected is ListProblemCode code)
            Assert.Equal([(code, (int?)null)], codes);
    }

    [Fact]
    public void Many_names_for_one_large_sheet_are_too_large()
    {
        var rows = string.Concat(Enumerable.Repeat(LargeRow, 20_000));
        var names = string.Concat(
            Enumerable.Range(1, 1000).Select(i => $"<sheet name=\"S{i}\" sheetId=\"{i}\" r:id=\"rId1\"/>")
        );
        var parts = Parts("", ("S1", "visible", Sheet(rows))).ToArray();
        var workbook = Array.FindIndex(parts, part => part.Item1 == "xl/workbook.xml");
        var xml = Encoding.UTF8.GetString(parts[workbook].Item2);
        parts[workbook] = Part(
            "xl/workbook.xml",
            xml.Replace("<sheets>", "<sheets>" + names, StringComparison.Ordinal)
        );

        Lists.Read(Zip(parts)).IsRefused(ListProblemCode.FileTooLarge);
    }

    private static void AssertNotAList(byte[] bytes, string name) =>
        Assert.Contains(
            name,
            Assert.Single(Lists.Read(bytes).IsRefused(ListProblemCode.NotAList).Problems).Detail,
            StringComparison.Ordinal
        );

    private static byte[] OfHugeSheet(string unit, int count) =>
        Zip([.. Parts("", ("Liste", "visible", Sheet(string.Concat(Enumerable.Repeat(unit, count)))))]);

    private static byte[] Compound(string stream) =>
        [
            0xD0,
            0xCF,
            0x11,
            0xE0,
            0xA1,
            0xB1,
            0x1A,
            0xE1,
            .. new byte[504],
            .. Encoding.Unicode.GetBytes(stream),
            .. new byte[64],
        ];

    [Fact]
    public void Worksheets_share_what_may_be_read_of_a_workbook()
    {
        var far = ("Uzak", "visible", Sheet("<row r=\"1048576\"><c r=\"T1048576\"><v>2</v></c></row>"));

        Lists.Read(OfSheets(far)).Holds([new string('|', 19) + "2"]);
        Lists.Read(OfSheets(far, far)).IsRefused(ListProblemCode.FileTooLarge);
    }

    [Fact]
    public void The_list_is_looked_for_in_twenty_worksheets()
    {
        static byte[] Workbook(int before) =>
            OfSheets([
                .. Enumerable.Range(1, before).Select(i => ($"S{i}", "visible", Sheet(Row(1, Text("A1", "Açıklama"))))),
                ("Liste", "visible", Sheet(Row(1, Text("A1", "0401"), Text("B1", "Ali")))),
            ]);

        Assert.Equal("Liste", Lists.Read(Workbook(19)).Source.Sheet);
        Assert.Equal("S1", Lists.Read(Workbook(20)).Source.Sheet);
        Assert.Equal("Liste", Lists.Read(Workbook(20), sheet: 21).Source.Sheet);
    }

    [Fact]
    public void A_long_text_that_each_of_a_hundred_thousand_cells_shows_is_not_read_as_often()
    {
        var row = $"<row>{string.Concat(Enumerable.Repeat("<c t=\"s\"><v>0</v></c>", 20))}</row>";
        var rows = string.Concat(Enumerable.Repeat(row, 5000));
        var text = $"<si><t>{new string('x', 1024 * 1024)}</t></si>";

        Lists.Read(OfRows(rows, text)).IsRefused(ListProblemCode.FileTooLarge);
        Lists.Read(OfSheets(text, ("Liste", "hidden", Sheet(rows)))).IsRefused(ListProblemCode.FileTooLarge);
    }

    [Fact]
    public void A_large_picture_in_a_workbook_is_no_text()
    {
        byte[] picture = [0x89, .. "PNG"u8, .. new byte[2 * 1024 * 1024]];
        var rows = string.Concat(
            Enumerable.Range(1, 2000).Select(i => Row(i, Text($"A{i}", "0401"), Text($"B{i}", "A")))
        );

        var parts = Parts("", ("Liste", "visible", Sheet(rows))).Append(("xl/media/image1.png", picture));

        Assert.Equal(2000, Lists.Read(Zip([.. parts])).Rows.Count);
    }

    [Fact]
    public void A_long_text_that_many_cells_share_is_too_large()
    {
        var cells = string.Concat(
            Enumerable.Range(1, 100).Select(i => $"<row r=\"{i}\"><c t=\"s\"><v>0</v></c></row>")
        );

        Lists
            .Read(OfRows(cells, $"<si><t>{new string('x', 1024 * 1024)}</t></si>"))
            .IsRefused(ListProblemCode.FileTooLarge);
    }
}
