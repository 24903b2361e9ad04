using System.Text;
using Attn.Api.Features.ClassLists.Tables;

namespace Attn.Api.Tests.ClassLists.Tables;

/// <summary>Pages that call themselves workbooks, as many portals export them.</summary>
public sealed class HtmlTableTests
{
    private const string Rows =
        "<tr><th>Öğrenci No</th><th>Adı Soyadı</th></tr><tr><td>0401230011</td><td>Çağrı Işık</td></tr>";

    [Theory]
    [InlineData("<html><head><meta charset=\"windows-1254\"></head><body><table>", "windows-1254")]
    [InlineData("<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-9'><table>", "iso-8859-9")]
    [InlineData("<!DOCTYPE html><html><meta charset=utf-8><table border=1>", "utf-8")]
    [InlineData("\r\n <HTML xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><TABLE>", "utf-8")]
    [InlineData("<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><body><table>", "utf-8")]
    [InlineData("<html><table>", "utf-16")]
    public void The_page_says_in_which_letters_it_is(string start, string encoding)
    {
        var letters = Lists.Encoding(encoding);
        byte[] bytes =
        [
            .. letters.Preamble.ToArray().Where(_ => encoding == "utf-16"),
            .. letters.GetBytes($"{start}{Rows}</table>"),
        ];

        var table = Lists.Read(bytes).Holds("Öğrenci No|Adı Soyadı", "0401230011|Çağrı Işık");

        Assert.Equal((ListKind.HtmlTable, encoding), (table.Source.Kind, table.Source.Encoding));
        Assert.Empty(table.Warnings);
    }

    [Fact]
    public void A_Turkish_page_that_says_nothing_is_read_with_a_warning() =>
        Assert.Equal(
            ListProblemCode.EncodingAssumed,
            Assert.Single(Lists.Read(Lists.Encoding("windows-1254").GetBytes($"<table>{Rows}</table>")).Warnings).Code
        );

    [Fact]
    public void The_largest_table_is_read_also_inside_another() =>
        Lists
            .Read(
                $"<table><tr><td>Menü<table>{Rows}<tr><td>0401230012<td>Şule</table></td></tr></table>"
                    + "<table><tr><td>x</table>"
            )
            .Holds("Öğrenci No|Adı Soyadı", "0401230011|Çağrı Işık", "0401230012|Şule");

    [Fact]
    public void Cells_that_span_columns_or_rows_leave_empty_ones() =>
        Assert.Equal(
            ["1: MAT101||Not", "2: 0401|Ali|3", "3: |Veli|4"],
            Lists
                .Read(
                    "<table><tr><td colspan=2>MAT101</td><td>Not</td></tr>"
                        + "<tr><td rowspan=2>0401</td><td>Ali</td><td>3</td></tr>"
                        + "<tr><td>Veli</td><td>4</td></tr></table>"
                )
                .Lines()
        );

    [Fact]
    public void Markup_entities_scripts_and_line_breaks_are_no_text() =>
        Lists
            .Read(
                "<table><tr><td>&nbsp;0401230011&nbsp;</td>"
                    + "<td><b>&Ccedil;a&#287;r&#305;</b><br>I<i>şı</i>k<script>a<b>c</script></td>"
                    + "<td><style>td{}</style><!-- x --><p>1</p></td></tr></table>"
            )
            .Holds("0401230011|Çağrı Işık|1");

    [Fact]
    public void Empty_rows_are_counted_and_left_out() =>
        Assert.Equal(
            ["2: 0401|Ali"],
            Lists.Read("<table><tr><td></td><td>&nbsp;</td></tr><tr><td>0401</td><td>Ali</td></tr></table>").Lines()
        );

    [Fact]
    public void A_page_without_a_table_is_no_list() =>
        Lists.Read("<!doctype html><html><body><p>Oturum süreniz doldu").IsRefused(ListProblemCode.NotAList);

    [Fact]
    public void A_page_that_ends_inside_a_cell_is_damaged() =>
        Lists.Read($"<table>{Rows}<tr><td>04012").IsRefused(ListProblemCode.FileDamaged);

    [Fact]
    public void Letters_that_are_broken_in_a_page_are_refused_in_their_row() =>
        Lists
            .Read("<table><tr><td>1</td><td>Ali</td></tr><tr><td>2</td><td>GÃ¼l</td></tr></table>")
            .IsRefused(ListProblemCode.BrokenLetters, 2);

    [Theory]
    [InlineData("<table>")]
    [InlineData("<table><tr><td>")]
    [InlineData("<table><tr><td colspan=1000 rowspan=1000></td>")]
    [InlineData("<div>")]
    [InlineData("<")]
    [InlineData("<tr>")]
    public void Four_megabytes_of_nested_markup_are_answered(string markup) =>
        Assert.NotNull(
            Lists.Read(
                Encoding.UTF8.GetBytes(
                    "<table>" + string.Concat(Enumerable.Repeat(markup, 4 * 1024 * 1024 / markup.Length))
                )
            )
        );

    [Fact]
    public void Tables_that_continue_each_other_are_one_list()
    {
        const string Page = "<table><tr><th>No</th><th>Ad</th></tr><tr><td>{0}</td><td>{1}</td></tr></table>";
        var pages = Enumerable
            .Range(1, 3)
            .Select(i => Page.Replace("{0}", $"040{i}", StringComparison.Ordinal).Replace("{1}", $"Ad {i}"));

        var table = Lists.Read("<p>Liste</p>" + string.Concat(pages));

        Assert.Equal(
            ["1: No|Ad", "2: 0401|Ad 1", "3: No|Ad", "4: 0402|Ad 2", "5: No|Ad", "6: 0403|Ad 3"],
            table.Lines()
        );
        Assert.Empty(table.Warnings);
    }

    [Fact]
    public void A_table_without_headings_continues_one_with_numbers_in_the_same_column() =>
        Assert.Equal(
            ["1: No|Ad", "2: 0401|Ali", "3: 0402|Veli", "4: 0403|Can", "5: 0404|Ece"],
            Lists
                .Read(
                    "<table><tr><td>Dönem</td><td>Güz</td></tr></table>"
                        + "<table><tr><td>No<td>Ad<tr><td>0401<td>Ali<tr><td>0402<td>Veli</table>"
                        + "<table><tr><td>0403<td>Can<tr><td>0404<td>Ece</table>"
                )
                .Lines()
        );

    [Theory]
    [InlineData("<table><tr><td>0404<td>Ece<td>1<tr><td>0405<td>Cem<td>2</table>", true)]
    [InlineData("<table><tr><td>a<td>b<tr><td>c<td>d<tr><td>e<td>f</table>", true)]
    [InlineData("<table><tr><td>Dönem<td>Güz<tr><td>Ders<td>Analiz</table>", false)]
    [InlineData("<table><tr><td>Menü<tr><td>Çıkış<tr><td>Yardım</table>", false)]
    public void Another_table_that_might_be_a_list_is_named(string other, bool isNamed)
    {
        var table = Lists
            .Read($"<table><tr><td>0401<td>Ali<tr><td>0402<td>Veli<tr><td>0403<td>Can</table>{other}")
            .Holds("0401|Ali", "0402|Veli", "0403|Can");

        Assert.Equal(isNamed ? [ListProblemCode.TablesLeftOut] : [], table.Warnings.Select(warning => warning.Code));
    }

    [Fact]
    public void Rows_of_all_tables_together_have_a_limit() =>
        Lists
            .Read(string.Concat(Enumerable.Repeat("<table><tr><td colspan=200>1</table>", 40_001)))
            .IsRefused(ListProblemCode.FileTooLarge);
}
