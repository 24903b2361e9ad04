using System.Text;
using Attn.Api.Features.ClassLists.Columns;
using Attn.Api.Features.ClassLists.Students;
using Attn.Api.Features.ClassLists.Tables;

namespace Attn.Api.Tests.ClassLists;

/// <summary>Lists in which somebody could become a student, or lose a name, without a word.</summary>
public sealed class DoubtfulListTests
{
    [Theory]
    [InlineData("Ders Kodu;BIL1001;Veri Yapıları\nSıra;Öğrenci No;Adı Soyadı\n1;0401230011;Çağrı Işık\n")]
    [InlineData("Dönem:;2024-2025;Güz\nSıra;Öğrenci No;Adı Soyadı\n1;0401230011;Çağrı Işık\n")]
    [InlineData("Adı Soyadı;Öğrenci No\nÇağrı Işık;0401230011\nToplam;1\n")]
    [InlineData("Sıra;Öğrenci No;Adı Soyadı\n1;0401230011;Çağrı Işık\nToplam;1;öğrenci\n")]
    [InlineData("Adı;Soyadı;Numara\nÇağrı;Işık;0401230011\nSayfa;Toplamı;1\n")]
    [InlineData("Öğrenci No;Adı Soyadı;Durum\n0401230011;Çağrı Işık;Var\n\n;Var;1\n;Yok;0\n;Hepsi;1\n")]
    [InlineData("Öğrenci No;Adı Soyadı\n0401230011;Çağrı Işık\n\nProf. Dr. Ali Veli\n")]
    public void Titles_totals_and_signatures_are_no_students(string text) =>
        Assert.Equal(["0401230011 Çağrı Işık"], Students(Read(text)));

    [Theory]
    [InlineData("Öğrenci No\tAdı Soyadı\t\tBölüm\n0401230011\tÇağrı\tIşık\tBilgisayar\n", "Çağrı Işık")]
    [InlineData("Student ID,First Name,Middle Name,Last Name\n0401230011,Çağrı,Nur,Işık\n", "Çağrı Nur Işık")]
    [InlineData("Numara;Adı;İkinci Adı;Soyadı\n0401230011;Çağrı;;Işık\n", "Çağrı Işık")]
    public void Every_part_of_a_name_is_kept(string text, string name) =>
        Assert.Equal([$"0401230011 {name}"], Students(Read(text)));

    [Theory]
    [InlineData("Öğrenci No,Adı Soyadı\n0401230011,Yılmaz, Ayşe Nur\n0401230012,Öz\n")]
    [InlineData("Öğrenci No;Adı Soyadı\n0401230011;Yılmaz;Ayşe\n0401230012;Kaya Can\n0401230013;Kaya Ali\n")]
    [InlineData("Numara;Adı;;Soyadı\n0401230011;Ayşe;Nur;Yılmaz\n")]
    [InlineData("Öğrenci No;Adı Soyadı;;Öğrenci No;Adı Soyadı\n0401230011;Ayşe Yılmaz;;0401230013;Ali Can\n")]
    public void Cells_that_nobody_has_spoken_for_are_a_problem(string text) =>
        Assert.Contains(ListProblemCode.ColumnDoubtful, Codes(Read(text)));

    [Fact]
    public void Column_in_doubt_is_left_out_where_somebody_says_so()
    {
        const string Text = "Öğrenci No;Adı Soyadı;\n0401230011;Çağrı Işık;\n0401230012;Can Öz;devamsız\n";
        Assert.Contains(ListProblemCode.ColumnDoubtful, Codes(Read(Text)));
        Assert.Equal(["0401230011 Çağrı Işık", "0401230012 Can Öz"], Students(Read(Text, "number:1,name:2")));
    }

    [Theory]
    [InlineData("No;Adı Soyadı;Cep\n401230011;Ayşe Yılmaz;5321234567\n401230012;Can Öz;5321234568\n")]
    [InlineData("No;Adı Soyadı;Telefonu\n401230011;Ayşe Yılmaz;5321234567\n401230012;Can Öz;5321234568\n")]
    [InlineData("No;Adı Soyadı;Kart No\n401230011;Ayşe Yılmaz;1000200030\n401230012;Can Öz;1000200031\n")]
    [InlineData("No;Adı Soyadı;Bilinmez\n401230011;Ayşe Yılmaz;1000200030\n401230012;Can Öz;1000200031\n")]
    [InlineData("401230011\tAyşe Yılmaz\t5321234567\n401230012\tCan Öz\t5321234568\n")]
    [InlineData("Öğrenci No;Adı Soyadı;Kayıt No\n401230011;Ayşe Yılmaz;20230000017\n401230012;Can Öz;20230000018\n")]
    [InlineData(
        "Öğrenci No;Danışman Öğretim Üyesi;Öğrenci Adı ve Soyadı\n"
            + "401230011;Ali Veli;Ayşe Yılmaz\n401230012;Ali Veli;Can Öz\n"
    )]
    public void Known_heading_wins_over_longer_numbers(string text) =>
        Assert.Equal(["401230011 Ayşe Yılmaz", "401230012 Can Öz"], Students(Read(text)));

    [Theory]
    [InlineData("1.\tAyşe Yılmaz\n2.\tCan Öz\n")]
    [InlineData("1.0\tAyşe Yılmaz\n2.0\tCan Öz\n")]
    [InlineData("0;Ayşe Yılmaz\n1;Can Öz\n2;Ali Can\n")]
    [InlineData("No;Adı Soyadı\n1;Ayşe Yılmaz\n2;Can Öz\n4;Ali Can\n")]
    [InlineData("No;Adı Soyadı\n31;Ayşe Yılmaz\n32;Can Öz\n33;Ali Can\n")]
    [InlineData("No;Adı Soyadı\n3;Ayşe Yılmaz\n1;Can Öz\n2;Ali Can\n")]
    public void Row_numbers_are_no_student_numbers_in_any_order_or_part(string text)
    {
        var read = Read(text);
        Assert.Empty(read.Entries);
        Assert.NotEmpty(read.Problems);
    }

    [Theory]
    [InlineData("0401230011\tAyşe Nur\tYılmaz\n0401230012\tMehmet Ali\tKaya\n0401230013\tFatma Zehra\tDemir\n")]
    [InlineData("040123001\tAyşe\tYılmaz\n040123002\tCan\tYılmaz\n040123003\tAli\tYılmaz\n040123004\tNur\tYılmaz\n")]
    [InlineData("0401230011\tBilgisayar Mühendisliği\tAyşe Yılmaz\n0401230012\tMakine Mühendisliği\tCan Öz\n")]
    public void Of_two_columns_of_words_without_headings_a_person_chooses(string text)
    {
        var read = Read(text);
        Assert.Empty(read.Entries);
        Assert.Contains(ListProblemCode.ColumnsNotRecognized, Codes(read));
    }

    [Fact]
    public void Column_that_says_the_same_of_everybody_is_no_name()
    {
        var lines = Enumerable.Range(11, 12).Select(at => $"04012300{at}\tAyşe{(char)('a' + at)} Nur\tMatematik\n");
        Assert.Equal(12, Students(Read(string.Concat(lines))).Count());
    }

    [Theory]
    [InlineData("-;Ayşe Yılmaz\n0401230012;Can Öz\n", 1)]
    [InlineData("Öğrenci No;Adı Soyadı\n0401230011;Ali Can\n\n;Veli Can\n;Deli Can\n", 2)]
    [InlineData("Öğrenci No;Adı Soyadı\n0401230011;Ali Can\n;Page Jimmy\n0401230012;Can Öz\n", 1)]
    public void Line_that_may_be_a_student_is_a_problem(string text, int problems) =>
        Assert.Equal(problems, Read(text).Problems.Count);

    [Theory]
    [InlineData("444444444444444444444444444444444444444444444444444444444444444444444.0")]
    [InlineData("\u0660\u0664\u0660\u0661.0")]
    [InlineData("0401.")]
    [InlineData("-")]
    public void Number_passes_every_check_after_its_fraction_was_cut(string number) =>
        Assert.False(NumberCell.Read(new(number, CellKind.Text)).IsGood);

    [Fact]
    public void Identity_numbers_are_pointed_out()
    {
        var read = Read("Öğrenci No;Adı;Soyadı\n10000000146;Ayşe;Yılmaz\n");
        Assert.Contains(ListProblemCode.IdentityNumbers, read.Warnings.Select(warning => warning.Code));
        Assert.Contains(
            ListProblemCode.ColumnsNotRecognized,
            Codes(Read("Vatandaşlık No;Adı;Soyadı\n10000000146;Ayşe;Yılmaz\n"))
        );
    }

    private static ReadList Read(string text, string? columns = null)
    {
        Assert.Null(ColumnChoice.Read(columns, out var choice));
        return StudentTable.Read(TableReader.Read(Encoding.UTF8.GetBytes(text), sheet: null, charset: null), choice);
    }

    private static IEnumerable<string> Students(ReadList read)
    {
        Assert.Empty(read.Problems);
        return read.Entries.Select(entry => $"{entry.Entry.Enrolment.WrittenNumber} {entry.Entry.Enrolment.Name}");
    }

    private static IEnumerable<ListProblemCode> Codes(ReadList read) => read.Problems.Select(problem => problem.Code);
}
