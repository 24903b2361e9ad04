using System.Text;
using Attn.Api.Features.ClassLists.Columns;
using Attn.Api.Features.ClassLists.Students;
using Attn.Api.Features.ClassLists.Tables;
using Attn.Api.Features.ClassLists.Wire;

namespace Attn.Api.Tests.ClassLists;

/// <summary>Which column holds what, and which line is no student.</summary>
public sealed class ColumnTests
{
    [Theory]
    [InlineData("Öğrenci No", "Adı Soyadı")]
    [InlineData("ÖĞRENCİ NO", "ADI SOYADI")]
    [InlineData("Ögrenci Numarası", "Ad-Soyad")]
    [InlineData("ÖğrenciNo", "AdSoyad")]
    [InlineData("Öğr. No", "Adı ve Soyadı")]
    [InlineData("Okul No.", "İsim Soyisim")]
    [InlineData("Numara", "Öğrenci Adı Soyadı")]
    [InlineData("No", "İsim")]
    [InlineData("Student ID", "Full Name")]
    [InlineData("Student Number", "Name")]
    [InlineData("student_school_number", "student_full_name")]
    [InlineData("user_school_number", "user_full_name")]
    [InlineData("School Number", "Name Surname")]
    [InlineData("Öğrenci No / Student ID", "Adı Soyadı (Full Name)")]
    public void Headings_are_known_in_both_languages_whatever_stands_between(string number, string name)
    {
        foreach (var (first, second, line) in new[] { (number, name, "0401;Ada Su"), (name, number, "Ada Su;0401") })
        {
            var read = Read($"{first};{second}\n{line}\n");
            Assert.Equal(["0401 Ada Su"], Students(read));
            Assert.Equal([(1, SkipReason.Heading)], Skipped(read));
        }
    }

    [Theory]
    [InlineData("Sıra\tÖğrenci No\tAdı\tSoyadı\n1\t0502210012\tAyşe\tYılmaz\n2\t0502210013\tCan\tÖz\n")]
    [InlineData("S.No\tNo\tAd\tSoyad\n1\t0502210012\tAyşe\tYılmaz\n2\t0502210013\tCan\tÖz\n")]
    [InlineData("No\tÖğrenci No\tSoyadı\tAdı\n1\t0502210012\tYılmaz\tAyşe\n2\t0502210013\tÖz\tCan\n")]
    [InlineData("#\tNumara\tİsim\tSoyisim\tSınıf\n1\t0502210012\tAyşe\tYılmaz\t2\n2\t0502210013\tCan\tÖz\t2\n")]
    [InlineData("No\tID\tName\tSurname\n1\t0502210012\tAyşe\tYılmaz\n2\t0502210013\tCan\tÖz\n")]
    [InlineData(
        "TC Kimlik No\tÖğrenci No\tAdı Soyadı\tBölüm\tE-posta\n"
            + "10000000146\t0502210012\tAyşe Yılmaz\tMatematik\ta@b.example\n"
            + "10000000146\t0502210013\tCan Öz\tMatematik\tc@d.example\n"
    )]
    [InlineData("1\t0502210012\tAyşe Yılmaz\n2\t0502210013\tCan Öz\n")]
    [InlineData("0502210012\tAyşe\tYılmaz\n0502210013\tCan\tÖz\n")]
    [InlineData("Ayşe Yılmaz\t0502210012\nCan Öz\t0502210013\n")]
    [InlineData("Kod\tKişi\n0502210012\tAyşe Yılmaz\n0502210013\tCan Öz\n")]
    [InlineData("10000000146\t0502210012\tAyşe Yılmaz\n10000000146\t0502210013\tCan Öz\n")]
    public void Usual_lists_of_portals_are_read(string text) =>
        Assert.Equal(["0502210012 Ayşe Yılmaz", "0502210013 Can Öz"], Students(Read(text)));

    [Fact]
    public void Group_is_read_where_a_column_has_it()
    {
        var read = Read("Öğrenci No;Adı Soyadı;Şube\n0401;Ada Su;A\n0402;Can Öz;\n");
        Assert.Equal(["A", null], read.Entries.Select(entry => entry.Entry.Enrolment.Group));
        Assert.All(read.Entries, entry => Assert.True(entry.Entry.SaysGroup));
        Assert.False(Read("Öğrenci No;Adı Soyadı;Şube\n0401;Ada Su;\n").Entries[0].Entry.SaysGroup);
    }

    [Fact]
    public void Titles_headings_of_every_page_and_footers_are_left_out_with_their_lines()
    {
        var read = Read(
            "Mimar Üniversitesi;;\nDers: MAT101 Analiz;;\n\nSıra;Öğrenci No;Adı Soyadı\n1;0401;Ada Su\n"
                + "Sayfa 1/2;;\nSıra;Öğrenci No;Adı Soyadı\n2;0402;Can Öz\n3;;\n;;\n"
                + "Toplam: 2;;\n\nDr. Elif Kaya;;\nİmza;;\n"
        );
        Assert.Equal(["0401 Ada Su", "0402 Can Öz"], Students(read));
        Assert.Equal(
            [
                (1, SkipReason.Title),
                (2, SkipReason.Title),
                (4, SkipReason.Heading),
                (6, SkipReason.Footer),
                (7, SkipReason.RepeatedHeading),
                (9, SkipReason.Empty),
                (11, SkipReason.Footer),
                (13, SkipReason.Footer),
                (14, SkipReason.Footer),
            ],
            Skipped(read)
        );
        Assert.Equal("Toplam: 2", read.Skipped.Single(line => line.Line == 11).Text);
    }

    [Theory]
    [InlineData("0401;Ada Su\nbozuk satır\n0402;Can Öz\n", 2)]
    [InlineData("0401;Ada Su\n;Can Öz\n0403;Ece Ak\n", 2)]
    [InlineData("0401;Ada Su\n0402;Can Öz\n;Ece Ak\n", 3)]
    [InlineData("Öğrenci No;Adı Soyadı\n;Ada Su\n0402;Can Öz\n", 2)]
    [InlineData("Öğrenci No;Adı Soyadı\n0402;Can Öz\n0403;\n", 3)]
    public void Line_that_may_be_a_student_is_a_problem_and_never_left_out(string text, int line)
    {
        var read = Read(text);
        Assert.Contains(read.Problems, problem => problem.Line == line);
        Assert.DoesNotContain(read.Skipped, skipped => skipped.Line == line);
    }

    [Theory]
    [InlineData("Sıra;Adı Soyadı\n1;Ada Su\n2;Can Öz\n", ListProblemCode.ColumnsNotRecognized)]
    [InlineData("No;Adı Soyadı\n1;Ada Su\n2;Can Öz\n", ListProblemCode.RowNumbersAsNumbers)]
    [InlineData("1;Ada Su\n2;Can Öz\n3;Ece Ak\n", ListProblemCode.RowNumbersAsNumbers)]
    [InlineData("TC Kimlik No;Adı Soyadı\n10000000146;Ada Su\n", ListProblemCode.ColumnsNotRecognized)]
    [InlineData("Adı;Soyadı\nAda;Su\nCan;Öz\n", ListProblemCode.ColumnsNotRecognized)]
    [InlineData("0401230011\n0401230012\n", ListProblemCode.ColumnsNotRecognized)]
    [InlineData("Öğrenci No;Bölüm\n0401;Matematik\n", ListProblemCode.ColumnsNotRecognized)]
    [InlineData("", ListProblemCode.NoStudents)]
    [InlineData("\n \n", ListProblemCode.NoStudents)]
    [InlineData("Sıra;Öğrenci No;Adı;Soyadı\n1;;;\n2;;;\n", ListProblemCode.NoStudents)]
    public void List_without_numbers_or_names_is_refused_as_a_whole(string text, object code)
    {
        var read = Read(text);
        Assert.Equal((ListProblemCode)code, Assert.Single(read.Problems).Code);
        Assert.Empty(read.Entries);
    }

    [Theory]
    [InlineData("number:2,name:3", "0401 Ada")]
    [InlineData("number:2,name:3,surname:4", "0401 Ada Su")]
    [InlineData("name:4,number:2", "0401 Su")]
    [InlineData("number:1,name:3", "7 Ada")]
    [InlineData("number:1", "7 Ada Su")]
    [InlineData("ignored:4", "0401 Ada")]
    [InlineData(" number : 2 , name : 3 ", "0401 Ada")]
    public void Choice_overrides_what_was_recognised(string columns, string student) =>
        Assert.Equal([student], Students(Read("Sıra;Numara;Ad;Soyad\n7;0401;Ada;Su\n", columns)));

    [Fact]
    public void Chosen_column_that_is_not_there_is_a_problem()
    {
        var problem = Assert.Single(Read("0401;Ada Su\n", "number:1,name:3").Problems);
        Assert.Equal(ListProblemCode.ColumnNotFound, problem.Code);
    }

    [Theory]
    [InlineData("number")]
    [InlineData("number:0")]
    [InlineData("number:-1")]
    [InlineData("number:99999")]
    [InlineData("number:1:2")]
    [InlineData("number:1,name:1")]
    [InlineData("number:1,number:2")]
    [InlineData("phone:1")]
    [InlineData("1:number")]
    [InlineData("number:1,,name:2")]
    public void Choice_that_says_nothing_is_refused(string columns) =>
        Assert.NotNull(ColumnChoice.Read(columns, out _));

    internal static ReadList Read(string text, string? columns = null)
    {
        Assert.Null(ColumnChoice.Read(columns, out var choice));
        return StudentTable.Read(TableReader.Read(Encoding.UTF8.GetBytes(text), sheet: null, charset: null), choice);
    }

    internal static string[] Students(ReadList read) =>
        [.. read.Entries.Select(each => $"{each.Entry.Enrolment.WrittenNumber} {each.Entry.Enrolment.Name}")];

    private static (int, SkipReason)[] Skipped(ReadList read) =>
        [.. read.Skipped.Select(line => (line.Line, line.Reason))];
}
