using System.Text;
using Attn.Api.Features.ClassLists.Tables;

namespace Attn.Api.Tests.ClassLists.Tables;

/// <summary>CSV of every kind, and rows that were pasted.</summary>
public sealed class TextTableTests
{
    [Theory]
    [InlineData(';', ListSeparator.Semicolon)]
    [InlineData(',', ListSeparator.Comma)]
    [InlineData('\t', ListSeparator.Tab)]
    [InlineData('|', ListSeparator.Pipe)]
    public void Every_separator_is_found(char separator, object expected)
    {
        var text = string.Join('\n', "Öğrenci No|Adı Soyadı", Lists.Three[0], Lists.Three[1]).Replace('|', separator);

        var table = Lists.Read(text).Holds("Öğrenci No|Adı Soyadı", Lists.Three[0], Lists.Three[1]);

        Assert.Equal((ListSeparator)expected, table.Source.Separator);
    }

    [Theory]
    [InlineData(
        "No;Ad Soyad\n0401;Işık, Çağrı\n0402;Gündoğdu, Şule\n",
        "No|Ad Soyad",
        "0401|Işık, Çağrı",
        "0402|Gündoğdu, Şule"
    )]
    [InlineData(
        "No,Ad Soyad\n0401,\"Işık; Çağrı\"\n0402,\"Gündoğdu; Şule\"\n",
        "No|Ad Soyad",
        "0401|Işık; Çağrı",
        "0402|Gündoğdu; Şule"
    )]
    [InlineData("a,b,c,d,e\n0401;Çağrı\n0402;Şule\n0403;İpek\n", "a,b,c,d,e", "0401|Çağrı", "0402|Şule", "0403|İpek")]
    [InlineData("0401;Çağrı;3,5\n0402;Şule;2,5\n", "0401|Çağrı|3,5", "0402|Şule|2,5")]
    [InlineData("\"0401,1\";Çağrı\n\"0402,1\";Şule\n", "0401,1|Çağrı", "0402,1|Şule")]
    public void The_separator_is_decided_over_all_lines_with_quotes_respected(string text, params string[] rows) =>
        Lists.Read(text).Holds(rows);

    [Theory]
    [InlineData("0401;\"Çağrı \"\"Ali\"\" Işık\"", "0401|Çağrı \"Ali\" Işık")]
    [InlineData("0401;Çağrı \"Ali\" Işık", "0401|Çağrı \"Ali\" Işık")]
    [InlineData("0401; \"Çağrı; Işık\" ;x", "0401|Çağrı; Işık|x")]
    [InlineData("\"0401\";\"\"", "0401|")]
    [InlineData("'0401;Çağrı", "0401|Çağrı")]
    [InlineData("=\"0401\";=\"Çağrı; Işık\"", "0401|Çağrı; Işık")]
    [InlineData("0401;O'Neil", "0401|O'Neil")]
    [InlineData("0401;'Ali'", "0401|'Ali'")]
    public void Quotes_and_guards_are_no_part_of_a_cell(string line, string row) => Lists.Read(line).Holds(row);

    [Theory]
    [InlineData("a;1\r\nb;2\r\nc;3\r\n", 1, 2, 3)]
    [InlineData("a;1\nb;2\nc;3", 1, 2, 3)]
    [InlineData("a;1\rb;2\rc;3\r", 1, 2, 3)]
    [InlineData("a;1\r\nb;2\nc;3\r", 1, 2, 3)]
    [InlineData("\n\na;1\n;\nb;2\n\u00A0;\t\r\n\r\nc;3", 3, 5, 8)]
    [InlineData("sep=;\na;1\nb;2\nc;3", 2, 3, 4)]
    [InlineData("SEP=;\r\n\r\na;1\nb;2\nc;3", 3, 4, 5)]
    [InlineData("a;\"1\nx\"\nb;\"2\r\n\r\nx\"\nc;3", 1, 3, 6)]
    public void Lines_are_counted_from_the_top(string text, int first, int second, int third) =>
        Assert.Equal([first, second, third], Lists.Read(text).Rows.Select(row => row.Line));

    [Fact]
    public void A_line_break_in_quotes_is_a_space() =>
        Lists.Read("No;\"Adı\nSoyadı\"\n0401;\"Çağrı\r\n Işık\"\n").Holds("No|Adı Soyadı", "0401|Çağrı Işık");

    [Theory]
    [InlineData("sep=,\n0401;x,Çağrı\n", "0401;x|Çağrı", ListSeparator.Comma)]
    [InlineData("sep=\t\n0401\tÇağrı\n", "0401|Çağrı", ListSeparator.Tab)]
    [InlineData("\"sep=|\"\n0401|Çağrı\n", "0401|Çağrı", ListSeparator.Pipe)]
    public void The_sep_line_decides(string text, string row, object separator) =>
        Assert.Equal((ListSeparator)separator, Lists.Read(text).Holds(row).Source.Separator);

    [Theory]
    [InlineData("0401;Çağrı\n0402;\"Şule\n0403;İpek\n", 2)]
    [InlineData("0401;\"Çağrı\n0402;\"Şule\"\n0403;İpek\n", 1)]
    [InlineData("0401;Çağrı\n0402;Şule\n=\"0403;İpek\n", 3)]
    [InlineData("0401;\"\"\"\n0402;Şule\n", 1)]
    public void A_quote_that_is_not_closed_is_named_where_it_opens(string text, int line)
    {
        var table = Lists.Read(text).IsRefused(ListProblemCode.QuoteNotClosed, line);

        Assert.Equal(text.Count(c => c == '\n'), table.Rows.Count);
    }

    [Theory]
    [InlineData(
        "0401230011 Çağrı Işık\n0401230012   Şule Gündoğdu",
        "0401230011|Çağrı Işık",
        "0401230012|Şule Gündoğdu"
    )]
    [InlineData("Öğrenci No Adı Soyadı\n0401230011 Çağrı Işık", "Öğrenci No Adı Soyadı", "0401230011|Çağrı Işık")]
    [InlineData("\n 0401230011\u00A0Çağrı Işık\n\n", "0401230011|Çağrı Işık")]
    public void Spaces_separate_where_every_line_begins_with_a_number(string text, params string[] rows) =>
        Assert.Equal(ListSeparator.Space, Lists.Read(text).Holds(rows).Source.Separator);

    [Theory]
    [InlineData("0401230011 Çağrı Işık\nŞule Gündoğdu\n", "0401230011 Çağrı Işık", "Şule Gündoğdu")]
    [InlineData("Çağrı Işık 0401230011\nŞule 0401230012\n", "Çağrı Işık 0401230011", "Şule 0401230012")]
    [InlineData("0401230011\n0401230012\n", "0401230011", "0401230012")]
    [InlineData("bozuk satır", "bozuk satır")]
    [InlineData("Baş lık\nİkinci baş lık\n0401230011 Çağrı", "Baş lık", "İkinci baş lık", "0401230011 Çağrı")]
    public void Other_lines_with_spaces_are_one_column(string text, params string[] rows) =>
        Assert.Null(Lists.Read(text).Holds(rows).Source.Separator);

    [Theory]
    [InlineData("0401\u200B230011", "0401\u200B230011")]
    [InlineData("0401\u00A0230011", "0401\u00A0230011")]
    [InlineData("0401\t 230011", "0401 230011")]
    [InlineData("\uFEFF\u200E\u00AD\u00A0\u20020401\u2028\u2069 ", "0401")]
    [InlineData("\u200B\u00A0", "")]
    public void What_is_invisible_inside_a_cell_stays(string text, string cell) =>
        Assert.Equal(cell, CellText.Clean(text));

    [Fact]
    public void Letters_are_composed_and_halves_of_pairs_are_no_reason_to_stop()
    {
        Assert.Equal("Çağrı", CellText.Clean("C\u0327ag\u0306rı"));
        Assert.Equal("a\uFFFDb", CellText.Clean("a\uD800b"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\r\n \t\u00A0\n")]
    [InlineData(";;;\n;;;\n")]
    [InlineData("sep=;")]
    public void A_text_without_anything_has_no_rows(string text) => Lists.Read(text).Holds();

    [Fact]
    public void Twenty_thousand_rows_are_read_and_not_one_more()
    {
        static string Rows(int count) =>
            string.Concat(Enumerable.Range(1, count).Select(i => $"0401{i:D6};Çağrı Işık\n"));

        Assert.Equal(20_000, Lists.Read(Rows(20_000)).Rows.Count);
        Assert.Equal(20_000, Lists.Read(Rows(20_001)).IsRefused(ListProblemCode.FileTooLarge).Rows.Count);
    }

    [Fact]
    public void Two_hundred_columns_are_read_and_not_one_more()
    {
        Assert.Equal(200, Lists.Read(string.Join(';', Enumerable.Repeat("x", 200))).Rows[0].Cells.Count);
        Lists.Read(string.Join(';', Enumerable.Repeat("x", 201))).IsRefused(ListProblemCode.FileTooLarge);
    }

    [Theory]
    [InlineData('"')]
    [InlineData(';')]
    [InlineData('\n')]
    [InlineData('\r')]
    [InlineData(' ')]
    [InlineData('7')]
    [InlineData('=')]
    public void Four_megabytes_of_one_character_are_answered(char character) =>
        Assert.NotNull(Lists.Read(new string(character, 4 * 1024 * 1024)));

    [Fact]
    public void A_mark_twice_is_no_part_of_the_heading() =>
        Lists.Read([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.Preamble, .. "No;Ad\n1;Ali"u8]).Holds("No|Ad", "1|Ali");

    [Fact]
    public void Marks_without_end_on_a_letter_are_broken_letters_and_not_composed_for_hours()
    {
        var marks = string.Concat(Enumerable.Repeat("\u0301\u0327", 40_000));

        var table = Lists.Read($"0401230011;A{marks}\n").IsRefused(ListProblemCode.BrokenLetters, 1);

        Assert.InRange(table.Rows[0].Cells[1].Text.Length, 201, CellText.MaxLength);
    }

    [Fact]
    public void A_long_cell_is_cut_and_stays_too_long_for_a_name()
    {
        Assert.Equal(CellText.MaxLength, CellText.Clean(new string('ş', 5000)).Length);
        Assert.InRange(
            CellText.Clean(string.Concat(Enumerable.Repeat("\u03B1\u0313\u0301\u0345", 5000))).Length,
            201,
            300
        );
        Assert.DoesNotContain('\uFFFD', CellText.Clean("x" + string.Concat(Enumerable.Repeat("😀", 5000))));
        Assert.Equal("Ali Veli", CellText.Clean($"  Ali{new string(' ', 5000)}Veli"));
    }

    [Theory]
    [InlineData("a\uFFFEb")]
    [InlineData("a\uFFFF")]
    [InlineData("\uFFFFç")]
    [InlineData("\uFDD0ç")]
    [InlineData("a\uD83F\uDFFEb")]
    public void Noncharacters_are_broken_letters(string name) =>
        Assert.Contains('\uFFFD', Lists.Read($"0401;{name}\n").IsRefused(ListProblemCode.BrokenLetters, 1).Cells()[0]);

    [Theory]
    [InlineData(
        "Öğrenci No   Ad Soyad      Bölüm\n0401230011   Ali Can       Bilgisayar\n0401230012   Şule Gündoğdu  Makine\n",
        "Öğrenci No|Ad Soyad|Bölüm",
        "0401230011|Ali Can|Bilgisayar",
        "0401230012|Şule Gündoğdu|Makine"
    )]
    [InlineData("Ali Can   0401230011\n\n  Şule Koç  0401230012  \n", "Ali Can|0401230011", "Şule Koç|0401230012")]
    [InlineData("0401 Ali  Can\n0402 Şule  Koç\n", "0401|Ali Can", "0402|Şule Koç")]
    [InlineData("0401  Ali  Can\n0402  Şule\n", "0401|Ali Can", "0402|Şule")]
    public void Runs_of_spaces_separate_where_every_line_has_as_many(string text, params string[] rows) =>
        Assert.Equal(ListSeparator.Space, Lists.Read(text).Holds(rows).Source.Separator);
}
