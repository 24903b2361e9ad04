using Attn.Api.Features.ClassLists.Columns;
using Attn.Api.Features.ClassLists.Students;
using Attn.Api.Features.ClassLists.Tables;

namespace Attn.Api.Tests.ClassLists;

/// <summary>What spreadsheet programs and people do to numbers and names.</summary>
public sealed class StudentLineTests
{
    [Theory]
    [InlineData("0401230011", "0401230011")]
    [InlineData("401230011.0", "401230011")]
    [InlineData("401230011,00", "401230011")]
    [InlineData("=\"0401230011\"", "0401230011")]
    [InlineData("'0401230011", "0401230011")]
    [InlineData("\u200B0401230011\u00A0", "0401230011")]
    [InlineData("B210A-7", "B210A-7")]
    [InlineData("19E1234", "19E1234")]
    [InlineData("demo_student", "demo_student")]
    public void Number_keeps_its_zeros_and_loses_what_is_not_its_own(string cell, string number) =>
        Assert.Equal(number, NumberCell.Read(new(cell, CellKind.Text)).Value);

    [Theory]
    [InlineData("", ListProblemCode.NumberMissing)]
    [InlineData("4,0123E+08", ListProblemCode.NumberInScientificNotation)]
    [InlineData("4.0123e+08", ListProblemCode.NumberInScientificNotation)]
    [InlineData("4E+08", ListProblemCode.NumberInScientificNotation)]
    [InlineData("1.2E15", ListProblemCode.NumberInScientificNotation)]
    [InlineData("12.05.2004", ListProblemCode.NumberIsDate)]
    [InlineData("2004-05-12", ListProblemCode.NumberIsDate)]
    [InlineData("5/12/04", ListProblemCode.NumberIsDate)]
    [InlineData("401.5", ListProblemCode.NumberIsDecimal)]
    [InlineData("401.230.011", ListProblemCode.NumberIsDecimal)]
    [InlineData("0401\u200B230011", ListProblemCode.HiddenCharacter)]
    [InlineData("0401\u00A0230011", ListProblemCode.HiddenCharacter)]
    [InlineData("0401 230 011", ListProblemCode.NumberNotValid)]
    [InlineData("Ayşe", ListProblemCode.NumberNotValid)]
    [InlineData("Ali", ListProblemCode.NumberNotValid)]
    [InlineData("#REF!", ListProblemCode.NumberNotValid)]
    [InlineData("٠٤٠١", ListProblemCode.NumberNotValid)]
    [InlineData("..", ListProblemCode.NumberNotValid)]
    public void Number_that_is_none_is_refused_with_a_word_for_it(string cell, object code)
    {
        var reading = NumberCell.Read(new(cell, CellKind.Text));
        Assert.False(reading.IsGood);
        Assert.Equal((ListProblemCode)code, reading.Code);
    }

    [Fact]
    public void Dates_and_truths_of_a_worksheet_are_no_numbers()
    {
        Assert.Equal(ListProblemCode.NumberIsDate, NumberCell.Read(new("38119", CellKind.Date)).Code);
        Assert.Equal(ListProblemCode.NumberNotValid, NumberCell.Read(new("TRUE", CellKind.Other)).Code);
        Assert.Equal("401230011", NumberCell.Read(new("401230011", CellKind.Number)).Value);
    }

    [Theory]
    [InlineData("  Ayşe\u00A0 Nur\tYılmaz ", "Ayşe Nur Yılmaz")]
    [InlineData("C\u0327ag\u0306r\u0131 Is\u0327\u0131k", "Çağrı Işık")]
    [InlineData("Ayşe\u200B Yıl\u00ADmaz", "Ayşe Yılmaz")]
    [InlineData("@ömer", "@ömer")]
    [InlineData("Demo Student 12", "Demo Student 12")]
    [InlineData("O'Neill, Ann-Marie", "O'Neill, Ann-Marie")]
    public void Name_is_composed_and_its_spaces_are_single(string cell, string name) =>
        Assert.Equal(name, NameCell.Read(cell).Value);

    [Theory]
    [InlineData("", ListProblemCode.NameMissing)]
    [InlineData(" \u200B ", ListProblemCode.NameMissing)]
    [InlineData("42", ListProblemCode.NameIsNumber)]
    [InlineData("0502210012 Ayşe Yılmaz", ListProblemCode.NameIsNumber)]
    [InlineData("-", ListProblemCode.NameNotValid)]
    [InlineData("<td>Ayşe</td>", ListProblemCode.NameNotValid)]
    [InlineData("Ay\uFFFDe", ListProblemCode.BrokenLetters)]
    public void Name_that_is_none_is_refused(string cell, object code) =>
        Assert.Equal((ListProblemCode)code, NameCell.Read(cell).Code);

    [Theory]
    [InlineData("0401;A B\nAB1;C D\nab1;E F\n", 3, 2, ListProblemCode.NumberRepeated)]
    [InlineData("401;A B\n0402;C D\n401.0;E F\n", 3, 1, ListProblemCode.NumberRepeated)]
    [InlineData("0401;A B\n0402;C D\n00401;E F\n", 3, 1, ListProblemCode.NumberDiffersByZeros)]
    public void One_student_twice_is_refused_on_the_later_line(string text, int line, int other, object code)
    {
        var read = ColumnTests.Read(text);
        var problem = Assert.Single(read.Problems);
        Assert.Equal(((ListProblemCode)code, line, other), (problem.Code, problem.Line, problem.OtherLine));
        Assert.Equal(2, read.Entries.Count);
    }

    [Fact]
    public void Long_groups_and_names_are_refused()
    {
        var read = ColumnTests.Read(
            $"Öğrenci No;Adı Soyadı;Grup\n0401;Ada Su;{new string('g', 51)}\n0402;{new string('n', 201)};A\n"
        );
        Assert.Equal(
            [(ListProblemCode.GroupNotValid, 2), (ListProblemCode.NameNotValid, 3)],
            read.Problems.Select(problem => (problem.Code, problem.Line!.Value))
        );
    }

    [Fact]
    public void Five_thousand_students_are_read_and_one_more_is_too_many()
    {
        Assert.Empty(ColumnTests.Read(Many(ReadList.MaxStudents)).Problems);
        var problem = Assert.Single(ColumnTests.Read(Many(ReadList.MaxStudents + 1)).Problems);
        Assert.Equal(ListProblemCode.TooManyStudents, problem.Code);
        static string Many(int count) =>
            string.Concat(Enumerable.Range(0, count).Select(at => $"{at + 1_000_000};Ada Su\n"));
    }

    [Fact]
    public void All_problems_are_counted_and_the_first_of_them_listed()
    {
        var read = ColumnTests.Read(
            "Öğrenci No;Adı Soyadı\n" + string.Concat(Enumerable.Range(0, 300).Select(at => $"{at + 5000};\n"))
        );
        Assert.Equal(300, read.Problems.Count);
        var listed = ListProblems.Listed(read.Problems);
        Assert.Equal(Enumerable.Range(2, ListProblems.MaxListed), listed.Select(problem => problem.Line!.Value));
        Assert.Contains("And 280 more.", ListProblems.Sentence(read.Problems, isJson: false), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10000000146", true)]
    [InlineData("10000000147", false)]
    [InlineData("00000000000", false)]
    [InlineData("1000000014", false)]
    public void Identity_numbers_are_known_by_their_sums(string text, bool isValid) =>
        Assert.Equal(isValid, IdentityNumbers.IsValid(text));
}
