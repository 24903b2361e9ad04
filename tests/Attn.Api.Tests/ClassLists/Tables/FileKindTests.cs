using System.Text;
using Attn.Api.Features.ClassLists.Tables;

namespace Attn.Api.Tests.ClassLists.Tables;

/// <summary>Class lists as people have them: what each kind of file gives before its columns are known.</summary>
public sealed class FileKindTests
{
    private const string ThreeCsv =
        "Öğrenci No;Adı Soyadı\r\n0401230011;Çağrı Işık\r\n0401230012;Şule Gündoğdu\r\n0401230013;İpek Öztürk\r\n";

    private static readonly string[] WithHeading = ["Öğrenci No|Adı Soyadı", .. Lists.Three];

    [Fact]
    public void Windows_1254_of_a_Turkish_Excel_is_read_with_a_warning()
    {
        var table = Lists.Read(Lists.Encoding("windows-1254").GetBytes(ThreeCsv)).Holds(WithHeading);

        Assert.Equal(("windows-1254", ListSeparator.Semicolon), (table.Source.Encoding, table.Source.Separator));
        Assert.Equal(ListProblemCode.EncodingAssumed, Assert.Single(table.Warnings).Code);
    }

    [Fact]
    public void The_mark_of_Csv_Utf8_belongs_to_no_heading()
    {
        var table = Lists.Read([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(ThreeCsv)]).Holds(WithHeading);

        Assert.Equal("utf-8", table.Source.Encoding);
        Assert.Empty(table.Warnings);
    }

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    [InlineData("utf-32", true)]
    public void Unicode_text_is_read_with_and_without_its_mark(string name, bool hasMark)
    {
        var encoding = Lists.Encoding(name);
        var bytes = encoding.GetBytes(ThreeCsv.Replace(';', '\t'));

        var table = Lists.Read(hasMark ? [.. encoding.Preamble, .. bytes] : bytes).Holds(WithHeading);

        Assert.Equal(ListSeparator.Tab, table.Source.Separator);
        Assert.Equal(name, table.Source.Encoding, ignoreCase: true);
        Assert.Empty(table.Warnings);
    }

    [Fact]
    public void Rows_pasted_from_a_worksheet_are_columns()
    {
        var table = Lists.Read("0401230011\tÇağrı Işık\r\n0401230012\tŞule Gündoğdu\r\n0401230013\tİpek Öztürk\r\n");

        Assert.Equal(ListSeparator.Tab, table.Holds(Lists.Three).Source.Separator);
    }

    [Theory]
    [InlineData("4,0123E+08")]
    [InlineData("401230011.0")]
    public void A_number_that_a_program_has_spoilt_is_kept_as_it_stands(string number) =>
        Lists
            .Read($"Öğrenci No;Ad Soyad\r\n{number};Çağrı Işık\r\n")
            .Holds("Öğrenci No|Ad Soyad", $"{number}|Çağrı Işık");

    [Fact]
    public void Zeros_stay() =>
        Lists
            .Read("0401230011;Çağrı Işık\n401230011;Çağrı Işık\n")
            .Holds("0401230011|Çağrı Işık", "401230011|Çağrı Işık");

    [Fact]
    public void The_sep_line_is_obeyed_and_is_no_row_but_a_line()
    {
        var table = Lists.Read([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes("sep=;\r\n" + ThreeCsv)]);

        table.Holds(WithHeading);
        Assert.Equal([2, 3, 4, 5], table.Rows.Select(row => row.Line));
    }

    [Theory]
    [InlineData("OgrenciNo;AdSoyad", "OgrenciNo|AdSoyad")]
    [InlineData("StudentID,FullName", "StudentID|FullName")]
    public void A_heading_is_a_row_like_any_other(string heading, string cells) =>
        Lists
            .Read($"{heading}\n0401230011{(heading.Contains(',') ? ',' : ';')}Çağrı Işık\n")
            .Holds(cells, "0401230011|Çağrı Işık");

    [Fact]
    public void A_title_above_the_heading_stays_in_its_line() =>
        Assert.Equal(
            ["1: 2026-2027 Güz, MAT101 Analiz||", "2: Öğrenci No|Adı Soyadı", "3: 0401230011|Çağrı Işık"],
            Lists.Read("2026-2027 Güz, MAT101 Analiz;;\nÖğrenci No;Adı Soyadı\n0401230011;Çağrı Işık\n").Lines()
        );

    [Fact]
    public void Three_columns_are_three_columns() =>
        Lists.Read("Numara;Ad;Soyad\n0401230011;Çağrı;Işık\n").Holds("Numara|Ad|Soyad", "0401230011|Çağrı|Işık");

    [Fact]
    public void A_formula_that_keeps_zeros_in_Excel_is_the_number() =>
        Lists.Read("=\"0401230011\";Çağrı Işık\n").Holds("0401230011|Çağrı Işık");

    [Fact]
    public void Invisible_characters_around_a_cell_are_removed() =>
        Lists
            .Read("0401230011\u00A0;\u00A0Çağrı Işık\n\u200B0401230012;Şule Gündoğdu\n")
            .Holds("0401230011|Çağrı Işık", "0401230012|Şule Gündoğdu");

    [Fact]
    public void Letters_and_their_marks_are_composed() =>
        Lists
            .Read("0401230011;Çağrı Işık\n0401230012;Şule Gündoğdu\n".Normalize(NormalizationForm.FormD))
            .Holds("0401230011|Çağrı Işık", "0401230012|Şule Gündoğdu");

    [Fact]
    public void Lines_of_an_old_Mac_are_lines() =>
        Lists.Read("0401230011;Çağrı Işık\r0401230012;Şule Gündoğdu\r0401230013;İpek Öztürk\r").Holds(Lists.Three);

    [Fact]
    public void A_quote_that_is_never_closed_is_named_where_it_opens()
    {
        var table = Lists.Read("0401230011;\"Çağrı Işık\n0401230012;Şule Gündoğdu\n0401230013;İpek Öztürk\n");

        Assert.Equal([(ListProblemCode.QuoteNotClosed, (int?)1)], table.Codes());
        Assert.Equal(3, table.Rows.Count);
    }

    [Fact]
    public void A_page_that_calls_itself_a_workbook_is_read_by_its_table()
    {
        var table = Lists.Read(
            "<table><tr><td>Öğrenci No</td><td>Ad</td></tr><tr><td>0401230011</td><td>Çağrı Işık</td></tr></table>"
        );

        Assert.Equal(ListKind.HtmlTable, table.Holds("Öğrenci No|Ad", "0401230011|Çağrı Işık").Source.Kind);
    }

    [Fact]
    public void Spaces_separate_where_every_line_begins_with_a_number() =>
        Assert.Equal(
            ListSeparator.Space,
            Lists.Read("0401230011 Çağrı Işık\n0401230012 Şule Gündoğdu\n").Holds(Lists.Three[..2]).Source.Separator
        );

    [Fact]
    public void Letters_that_were_broken_before_are_refused_in_every_line() =>
        Assert.Equal(
            [
                (ListProblemCode.BrokenLetters, (int?)1),
                (ListProblemCode.BrokenLetters, 2),
                (ListProblemCode.BrokenLetters, 3),
            ],
            Lists
                .Read("0401230011;Ã‡aÄŸrÄ± IÅŸÄ±k\r\n0401230012;Å\uFFFDule GÃ¼ndoÄŸdu\r\n0401230013;Ä°pek Ã–ztÃ¼rk\r\n")
                .Codes()
        );

    [Fact]
    public void A_heading_alone_is_one_row() => Lists.Read("Öğrenci No;Adı Soyadı\n").Holds("Öğrenci No|Adı Soyadı");
}
