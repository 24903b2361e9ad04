using System.Text;
using Attn.Api.Features.ClassLists.Tables;

namespace Attn.Api.Tests.ClassLists.Tables;

/// <summary>Letters are right, or the file is refused.</summary>
public sealed class EncodingTests
{
    private const string Text = "Öğrenci No;Adı Soyadı\r\n0401230011;Çağrı Işık\r\n0401230012;Şule Gündoğdu\r\n";

    private static readonly string[] Rows = ["Öğrenci No|Adı Soyadı", .. Lists.Three[..2]];

    [Theory]
    [InlineData("windows-1254", null, "windows-1254", true)]
    [InlineData("iso-8859-9", null, "windows-1254", true)]
    [InlineData("iso-8859-9", "iso-8859-9", "iso-8859-9", false)]
    [InlineData("windows-1254", "\"windows-1254\"", "windows-1254", false)]
    [InlineData("ibm857", "ibm857", "ibm857", false)]
    [InlineData("x-mac-turkish", "x-mac-turkish", "x-mac-turkish", false)]
    [InlineData("windows-1254", "utf-8", "windows-1254", true)]
    [InlineData("windows-1254", "iso-8859-1", "windows-1254", true)]
    [InlineData("windows-1254", "no-such-charset", "windows-1254", true)]
    [InlineData("windows-1254", "utf-7", "windows-1254", true)]
    [InlineData("windows-1254", "utf-16be", "windows-1254", true)]
    [InlineData("windows-1254", "UTF-32BE", "windows-1254", true)]
    [InlineData("utf-8", "windows-1254", "utf-8", false)]
    [InlineData("utf-16", "utf-8", "utf-16", false)]
    public void What_was_taken_is_said(string written, string? declared, string taken, bool isAssumed)
    {
        var table = Lists.Read(Lists.Encoding(written).GetBytes(Text), charset: declared).Holds(Rows);

        Assert.Equal(taken, table.Source.Encoding, ignoreCase: true);
        Assert.Equal(
            isAssumed ? [ListProblemCode.EncodingAssumed] : [],
            table.Warnings.Select(warning => warning.Code)
        );
    }

    [Theory]
    [InlineData("Ali Koç")]
    [InlineData("Ümit Özgür")]
    [InlineData("İŞÇİ ÖĞÜŞ")]
    [InlineData("José Çelik;Jürgen Müller")]
    [InlineData("Ayşe “Ada” Yılmaz – Öğretmen’in")]
    [InlineData("Kâzım Âlim")]
    public void One_Turkish_name_is_enough_to_assume_Turkish(string name) =>
        Assert.Equal(
            ListProblemCode.EncodingAssumed,
            Assert.Single(Lists.Read(Lists.Encoding("windows-1254").GetBytes($"0401;{name}\n")).Warnings).Code
        );

    [Theory]
    [InlineData("ibm857", "Çağrı Işık")]
    [InlineData("ibm857", "Ali Koç")]
    [InlineData("ibm857", "Şule Gündoğdu")]
    [InlineData("x-mac-turkish", "Çağrı Işık")]
    [InlineData("x-mac-turkish", "Işık Yıldız")]
    [InlineData("x-mac-turkish", "Ümit Özgür")]
    [InlineData("windows-1251", "Иван Петров")]
    [InlineData("windows-1250", "Jiří Dvořák")]
    [InlineData("windows-1250", "Žaneta Šťastná")]
    [InlineData("windows-1250", "Łukasz Wąs")]
    [InlineData("windows-1253", "Γιώργος Παπαδόπουλος")]
    [InlineData("windows-1256", "محمد علي")]
    [InlineData("windows-1252", "José")]
    [InlineData("shift_jis", "山田太郎")]
    [InlineData("gb2312", "王小明")]
    [InlineData("koi8-r", "Иван Петров")]
    public void Letters_of_another_code_page_are_refused_with_a_way_out(string encoding, string name)
    {
        var table = Lists.Read(Lists.Encoding(encoding).GetBytes($"0401;{name}\n"));

        var problem = Assert.Single(table.IsRefused(ListProblemCode.EncodingUnknown).Problems);
        Assert.Contains("CSV UTF-8", problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ã‡aÄŸrÄ± IÅŸÄ±k")]
    [InlineData("Ali KoÃ§")]
    [InlineData("GÃ¼ndoÄŸdu")]
    [InlineData("Ã–zgÃ¼r")]
    [InlineData("Ä°pek")]
    [InlineData("\u00C5\u009Eule")]
    [InlineData("Oâ€™Neil")]
    [InlineData("Ali\u00C2\u00A0Ko\u00E7")]
    [InlineData("\uFFFDule")]
    [InlineData("?ule G?ndo?du")]
    [InlineData("?ULE G?NDO?DU")]
    [InlineData("Þule Gündoðdu")]
    [InlineData("Iþýk")]
    [InlineData("Ýpek Öztürk")]
    public void A_name_that_was_broken_before_is_refused_in_its_line(string name) =>
        Lists.Read($"0401;Ali Veli\n0402;{name}\n").IsRefused(ListProblemCode.BrokenLetters, 2);

    [Fact]
    public void Every_Turkish_letter_is_noticed_when_it_was_broken()
    {
        foreach (var page in new[] { "windows-1254", "windows-1252" })
        {
            foreach (var letter in "ÇĞİÖŞÜçğıöşü")
            {
                var broken = Lists.Encoding(page).GetString(Encoding.UTF8.GetBytes($"A{letter}a"));
                Lists.Read($"0401;{broken}\n").IsRefused(ListProblemCode.BrokenLetters, 1);
            }
        }
    }

    [Theory]
    [InlineData("Åsa Ärlig")]
    [InlineData("João Gonçalves")]
    [InlineData("Âlim Kâzım")]
    [InlineData("Þórður Ğ.")]
    [InlineData("Lütfen sınıf var mı?")]
    [InlineData("https://example.edu/?ders=1")]
    [InlineData("Ali (Veli)?")]
    [InlineData("geldi mi?Evet")]
    [InlineData("Sınavdan önce bir kez daha sorulacak mı?evet")]
    public void Letters_that_are_whole_are_not_refused(string text) =>
        Lists.Read($"0401;{text}\n").Holds($"0401|{text}");

    [Fact]
    public void Utf8_with_one_broken_letter_stays_Utf8_and_names_the_line()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Text), .. "0401230013;"u8, 0xC5, .. "ule\r\n"u8];

        var table = Lists.Read(bytes).IsRefused(ListProblemCode.BrokenLetters, 4);

        Assert.Equal("utf-8", table.Source.Encoding);
    }

    [Fact]
    public void Every_charset_that_a_page_names_is_answered()
    {
        var page = Encoding.Latin1.GetBytes("<table><tr><td>0401</td><td>\u00C7a\u00F0r\u00FD</td></tr></table>");
        foreach (var charset in Encoding.GetEncodings().Select(encoding => encoding.Name).Append("utf-7"))
            Assert.NotNull(Lists.Read([.. Encoding.ASCII.GetBytes($"<meta charset=\"{charset}\">"), .. page]));
    }
}
