using Attn.Api.Features.ClassLists.Tables;
using static Attn.Api.Tests.ClassLists.Tables.Xlsx;

namespace Attn.Api.Tests.ClassLists.Tables;

/// <summary>Workbooks: what their cells, rows and sheets give.</summary>
public sealed class WorkbookTests
{
    private const string SomeRows =
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>0401230011</t></is></c>"
        + "<c r=\"B1\" t=\"inlineStr\"><is><t>Çağrı Işık</t></is></c></row>";

    private static string TitleOnly => Sheet(Row(1, Text("A1", "Açıklama")));

    [Fact]
    public void The_workbook_itself_is_read()
    {
        var table = Lists
            .Read(
                OfRows(
                    Row(1, Text("A1", "Öğrenci No"), Text("B1", "Adı Soyadı"))
                        + Row(2, Text("A2", "0401230011"), Text("B2", "&#199;a&#287;r&#305; I&#351;&#305;k"))
                        + Row(3, Text("A3", "0401230012"), Text("B3", "Şule Gündoğdu"))
                        + Row(4, Text("A4", "0401230013"), Text("B4", "İpek Öztürk"))
                )
            )
            .Holds(["Öğrenci No|Adı Soyadı", .. Lists.Three]);

        Assert.Equal((ListKind.Workbook, "Liste"), (table.Source.Kind, table.Source.Sheet));
        Assert.Equal(["Liste"], table.Source.Sheets);
        Assert.Null(table.Source.Encoding);
    }

    [Theory]
    [InlineData("401230011", 0, "Number 401230011")]
    [InlineData("4.0123E+8", 0, "Number 401230000")]
    [InlineData("4.01230011E8", 0, "Number 401230011")]
    [InlineData("401230011.0", 0, "Number 401230011")]
    [InlineData("401230011", 1, "Text 0401230011")]
    [InlineData("4012300111", 1, "Number 4012300111")]
    [InlineData("999999999999999", 0, "Number 999999999999999")]
    [InlineData("1.23456789012346E+15", 0, "Number 1.23456789012346E+15")]
    [InlineData("3.5", 0, "Number 3.5")]
    [InlineData("401230011", 5, "Number 401230011")]
    [InlineData("-1", 0, "Number -1")]
    [InlineData("46300", 2, "Date 2026-10-05")]
    [InlineData("46300.375", 3, "Date 2026-10-05 09:00:00")]
    [InlineData("0.0625", 4, "Date 01:30:00")]
    public void A_number_is_its_value_and_what_its_format_makes_of_it(string value, int format, string expected) =>
        Assert.Equal([expected], Lists.Read(OfRows(Row(1, Number("A1", value, format)))).Rows[0].Kinds());

    [Fact]
    public void A_text_keeps_its_zeros_and_letters_and_loses_what_surrounds_it() =>
        Assert.Equal(
            ["Text 0401230011", "Text Çağrı Işık", "Text 0502", "Text 0502"],
            Lists
                .Read(
                    OfRows(
                        Row(
                            1,
                            Text("A1", "\u200E0401230011\u00A0"),
                            Text("B1", "C\u0327ag\u0306rı \r\n Işık "),
                            Text("C1", "'0502"),
                            Text("D1", "=&quot;0502&quot;")
                        )
                    )
                )
                .Rows[0]
                .Kinds()
        );

    [Fact]
    public void Shared_and_rich_texts_are_whole() =>
        Lists
            .Read(
                OfRows(
                    Row(1, "<c r=\"A1\" t=\"s\"><v>0</v></c>", "<c r=\"B1\" t=\"s\"><v>1</v></c>")
                        + Row(
                            2,
                            Text("A2", "0401230012"),
                            "<c r=\"B2\" t=\"inlineStr\"><is><r><t>Şule </t></r><r><t>Gündoğdu</t></r></is></c>"
                        ),
                    "<si><t>0401230011</t></si><si><r><rPr><b/></rPr>"
                        + "<t xml:space=\"preserve\">Çağrı </t></r><r><t>Işık</t></r></si>"
                )
            )
            .Holds(Lists.Three[..2]);

    [Fact]
    public void A_formula_is_its_result_and_an_error_is_empty() =>
        Assert.Equal(
            ["Text İpek Öztürk", "Number 2", "Other TRUE", "Text ", "Text son"],
            Lists
                .Read(
                    OfRows(
                        Row(
                            1,
                            "<c r=\"A1\" t=\"str\"><f>B9&amp;C9</f><v>İpek Öztürk</v></c>",
                            "<c r=\"B1\"><f>1+1</f><v>2</v></c>",
                            "<c r=\"C1\" t=\"b\"><f>1=1</f><v>1</v></c>",
                            "<c r=\"D1\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>",
                            Text("E1", "son")
                        )
                    )
                )
                .Rows[0]
                .Kinds()
        );

    [Fact]
    public void Empty_rows_and_columns_keep_their_places() =>
        Assert.Equal(
            ["3: ||0401230011|Çağrı Işık", "7: ||0401230012"],
            Lists
                .Read(
                    OfRows(
                        Row(3, Text("C3", "0401230011"), Text("D3", "Çağrı Işık"))
                            + Row(5, "<c r=\"A5\" s=\"1\"/>")
                            + Row(7, Text("C7", "0401230012"), Text("D7", "  "))
                    )
                )
                .Lines()
        );

    [Fact]
    public void Rows_and_cells_without_references_follow_each_other() =>
        Lists
            .Read(
                OfRows(
                    "<row><c t=\"inlineStr\"><is><t>0401230011</t></is></c>"
                        + "<c t=\"inlineStr\"><is><t>Ali Koç</t></is></c></row>"
                )
            )
            .Holds("0401230011|Ali Koç");

    [Fact]
    public void Of_merged_cells_the_first_has_the_text() =>
        Lists
            .Read(
                OfSheets(
                    (
                        "Liste",
                        "visible",
                        Sheet(
                            Row(1, Text("A1", "MAT101"), "<c r=\"B1\"/>", Text("C1", "Grup"))
                                + Row(2, Text("A2", "0401230011"), Text("B2", "Ali"), Text("C2", "1")),
                            "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>"
                        )
                    )
                )
            )
            .Holds("MAT101||Grup", "0401230011|Ali|1");

    [Fact]
    public void The_first_visible_sheet_with_two_columns_is_read()
    {
        var bytes = OfSheets(
            ("Gizli", "hidden", Sheet(SomeRows)),
            ("Çok gizli", "veryHidden", Sheet(SomeRows)),
            ("Boş", "visible", Sheet("")),
            ("Açıklama", "visible", TitleOnly),
            ("Liste", "visible", Sheet(SomeRows)),
            ("Yedek", "visible", Sheet(SomeRows))
        );

        var table = Lists.Read(bytes).Holds("0401230011|Çağrı Işık");

        Assert.Equal("Liste", table.Source.Sheet);
        Assert.Equal(["Boş", "Açıklama", "Liste", "Yedek"], table.Source.Sheets);
    }

    [Theory]
    [InlineData(1, "Açıklama")]
    [InlineData(2, "Liste")]
    public void A_sheet_can_be_chosen_among_the_visible_ones(int sheet, string name) =>
        Assert.Equal(name, Lists.Read(ThreeSheets, sheet).Source.Sheet);

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(int.MaxValue)]
    public void A_sheet_that_is_not_there_is_not_found(int sheet) =>
        Assert.Equal(
            ["Açıklama", "Liste"],
            Lists.Read(ThreeSheets, sheet).IsRefused(ListProblemCode.SheetNotFound).Source.Sheets
        );

    private static byte[] ThreeSheets =>
        OfSheets(
            ("Açıklama", "visible", TitleOnly),
            ("Gizli", "hidden", Sheet(SomeRows)),
            ("Liste", "visible", Sheet(SomeRows))
        );

    [Fact]
    public void A_workbook_of_titles_is_read_by_its_first_sheet_with_anything()
    {
        var table = Lists.Read(OfSheets(("Boş", "visible", Sheet("")), ("Açıklama", "visible", TitleOnly)));

        Assert.Equal("Açıklama", table.Holds("Açıklama").Source.Sheet);
    }

    [Fact]
    public void A_workbook_without_a_visible_sheet_has_none() =>
        Lists.Read(OfSheets(("Gizli", "hidden", Sheet(SomeRows)))).IsRefused(ListProblemCode.SheetNotFound);

    [Fact]
    public void Letters_that_are_broken_in_a_workbook_are_refused_in_their_row() =>
        Lists
            .Read(OfRows(Row(4, Text("A4", "0401230011"), Text("B4", "Ã‡aÄŸrÄ± IÅŸÄ±k"))))
            .IsRefused(ListProblemCode.BrokenLetters, 4);

    [Fact]
    public void Five_thousand_students_are_read()
    {
        var rows = string.Concat(
            Enumerable.Range(1, 5000).Select(i => Row(i, Text($"A{i}", $"0401{i:D6}"), Text($"B{i}", "Çağrı Işık")))
        );

        Assert.Equal("0401005000|Çağrı Işık", Lists.Read(OfRows(rows)).Cells()[4999]);
    }

    [Theory]
    [InlineData("0#########", "401230011", "Text 0401230011")]
    [InlineData("\"0\"0", "401230011", "Text 0401230011")]
    [InlineData("\"0\"General", "401230011", "Text 0401230011")]
    [InlineData("\\00", "401230011", "Text 0401230011")]
    [InlineData("0000-000000", "401230011", "Text 0401-230011")]
    [InlineData("0000\\-000000", "401230011", "Text 0401-230011")]
    [InlineData("00000 00000", "401230011", "Text 04012 30011")]
    [InlineData("[$-41F]0000000000", "401230011", "Text 0401230011")]
    [InlineData("[Red]0000000000;-0", "401230011", "Text 0401230011")]
    [InlineData("0000000000.00", "401230011", "Text 0401230011")]
    [InlineData("0000000000_);(0)", "401230011", "Text 0401230011")]
    [InlineData("[>9]0000000000;0", "401230011", "Other 401230011")]
    [InlineData("0000000000%", "401230011", "Other 401230011")]
    [InlineData("0", "401230011", "Number 401230011")]
    [InlineData("General", "401230011", "Number 401230011")]
    [InlineData("@", "401230011", "Number 401230011")]
    [InlineData("#,##0", "401230011", "Number 401230011")]
    [InlineData("#,##0.00", "401230011", "Number 401230011")]
    [InlineData("0.00E+00", "401230011", "Number 401230011")]
    [InlineData("0%", "401230011", "Number 401230011")]
    [InlineData("# ?/?", "401230011", "Number 401230011")]
    [InlineData("_-* #,##0_-;-* #,##0_-;_-* \"-\"_-;_-@_-", "401230011", "Number 401230011")]
    [InlineData("0\" kişi\"", "5", "Text 5 kişi")]
    [InlineData("000", "0", "Text 000")]
    [InlineData("#", "0", "Number 0")]
    public void What_a_format_adds_to_a_number_is_seen(string format, string value, string expected) =>
        Assert.Equal([expected], Lists.Read(OfFormat(value, format)).Rows[0].Kinds());

    [Fact]
    public void A_cover_of_two_columns_is_not_taken_for_the_list()
    {
        var list = string.Concat(
            Enumerable.Range(1, 3).Select(i => Row(i, Text($"A{i}", $"040123001{i}"), Text($"B{i}", "Çağrı Işık")))
        );
        var cover =
            Row(1, Text("A1", "Ders"), Text("B1", "MAT1012"))
            + Row(2, Text("A2", "Dönem"), Text("B2", "2026-2027"))
            + Row(3, Text("A3", "Öğretim üyesi"), Text("B3", "Ayşe Yılmaz"));

        var table = Lists.Read(
            OfSheets(
                ("Kapak", "visible", Sheet(cover)),
                ("Liste", "visible", Sheet(list)),
                ("3", "visible", Sheet(list))
            )
        );

        Assert.Equal("Liste", table.Source.Sheet);
    }

    [Fact]
    public void Rows_that_are_hidden_are_read_with_a_warning()
    {
        var table = Lists
            .Read(
                OfRows(
                    Row(1, Text("A1", "0401"), Text("B1", "Ali"))
                        + "<row r=\"2\" hidden=\"1\"/>"
                        + Row(3, Text("A3", "0402"), Text("B3", "Veli")).Replace("<row ", "<row hidden=\"1\" ")
                        + Row(5, Text("A5", "0403"), Text("B5", "Can"))
                )
            )
            .Holds("0401|Ali", "0402|Veli", "0403|Can");

        var warning = Assert.Single(table.Warnings);
        Assert.Equal((ListProblemCode.HiddenRows, (int?)3), (warning.Code, warning.Line));
    }
}
