using Attn.Api.Features.ClassLists.Tables;
using Attn.Testing;

namespace Attn.Api.Tests.ClassLists.Tables;

/// <summary>Files that LibreOffice wrote from one invented workbook; see Files/README.md.</summary>
public sealed class LibreOfficeTests
{
    private static readonly string[] Heading = ["2: |MAT101 Analiz", "3: |Öğrenci No|Adı Soyadı|Kayıt|Muaf|Not"];

    [Theory]
    [InlineData("class-list.xlsx", "Text İpek Öztürk")]
    // LibreOffice writes 0 into .xls where the result of a formula is a text.
    [InlineData("class-list.xls", "Number 0")]
    public void A_workbook_of_LibreOffice_is_read(string file, string formula)
    {
        var table = Read(file);

        Assert.Empty(table.Problems);
        Assert.Equal("Liste", table.Source.Sheet);
        Assert.Equal(["Açıklama", "Liste", "Yedek"], table.Source.Sheets);
        Assert.Equal(Heading, table.Lines()[..2]);
        Assert.Equal(
            ["Text ", "Text 0401230011", "Text Çağrı Işık", "Date 2026-10-05", "Other TRUE", "Number 3.5"],
            table.Rows[2].Kinds()
        );
        Assert.Equal(
            ["Text ", "Text 0401230012", "Text Şule Gündoğdu", "Text ", "Text ", "Number 2"],
            table.Rows[3].Kinds()
        );
        Assert.Equal(["Text ", "Number 401230013", formula], table.Rows[4].Kinds());
    }

    [Theory]
    [InlineData("class-list-utf-8-Liste.csv", "utf-8", false)]
    [InlineData("class-list-windows-1254-Liste.csv", "windows-1254", true)]
    public void A_csv_of_LibreOffice_is_read(string file, string encoding, bool isAssumed)
    {
        var table = Read(file);

        Assert.Empty(table.Problems);
        Assert.Equal((encoding, ListSeparator.Semicolon), (table.Source.Encoding, table.Source.Separator));
        Assert.Equal(isAssumed, table.Warnings.Count == 1);
        Assert.Equal([2, 3, 4, 5, 6], table.Rows.Select(row => row.Line));
        Assert.Equal("|0401230011|Çağrı Işık|10/05/2026|TRUE|3.5", table.Cells()[2]);
    }

    [Fact]
    public void A_page_of_LibreOffice_is_read()
    {
        var table = Read("class-list.html");

        Assert.Equal(ListKind.HtmlTable, table.Source.Kind);
        Assert.Contains("0401230011|Çağrı Işık|", table.Cells()[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("class-list.ods", ListProblemCode.NotAList)]
    [InlineData("class-list.fods", ListProblemCode.NotAList)]
    [InlineData("class-list-2003.xml", ListProblemCode.NotAList)]
    [InlineData("class-list-password.xlsx", ListProblemCode.FileProtected)]
    [InlineData("class-list-password.xls", ListProblemCode.FileProtected)]
    public void Other_files_of_LibreOffice_are_refused_by_name(string file, object code) =>
        Read(file).IsRefused((ListProblemCode)code);

    private static ListTable Read(string file) => Lists.Read(Bytes(file));

    internal static byte[] Bytes(string file) =>
        File.ReadAllBytes(Repository.PathOf($"tests/Attn.Api.Tests/ClassLists/Files/{file}"));
}
