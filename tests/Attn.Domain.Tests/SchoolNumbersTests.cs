using System.Globalization;

namespace Attn.Domain.Tests;

public sealed class SchoolNumbersTests
{
    [Theory]
    [InlineData("Demo_Teacher_1", "demo_teacher_1")]
    [InlineData("  20190001\t", "20190001")]
    [InlineData("ILKER.I@IUC", "ilker.i@iuc")]
    [InlineData("İLKER", "İlker")]
    [InlineData("ÖĞR", "ÖĞr")]
    [InlineData("ı", "ı")]
    [InlineData("[\\]^_`", "[\\]^_`")]
    [InlineData("", "")]
    [InlineData("   ", "")]
    public void Only_ASCII_letters_lose_their_case(string written, string canonical) =>
        Assert.Equal(canonical, SchoolNumbers.Canonical(written));

    [Fact]
    public void The_culture_does_not_matter_for_i_and_I()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
            Assert.Equal("ii", SchoolNumbers.Canonical("Ii"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("1")]
    [InlineData("0401190001")]
    [InlineData("demo_student_7")]
    [InlineData("a.b-c_d@e")]
    public void A_number_has_letters_digits_and_a_few_signs(string number) =>
        Assert.True(SchoolNumbers.IsPlausible(number));

    [Theory]
    [InlineData("")]
    [InlineData("1:2")]
    [InlineData("1/2")]
    [InlineData("1 2")]
    [InlineData("öğrenci")]
    [InlineData("İ1")]
    [InlineData("١٢٣")]
    [InlineData("1\02")]
    [InlineData("1\n")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("...")]
    [InlineData("%2e")]
    [InlineData("%2F")]
    [InlineData("1\\2")]
    public void Any_other_text_is_not_plausible(string number) => Assert.False(SchoolNumbers.IsPlausible(number));

    [Theory]
    [InlineData("x y", true)]
    [InlineData("öğrenci", true)]
    [InlineData("a.b", true)]
    [InlineData(".a", true)]
    [InlineData("", false)]
    [InlineData(".", false)]
    [InlineData("..", false)]
    [InlineData("a/b", false)]
    [InlineData("a\\b", false)]
    [InlineData("%2e%2e", false)]
    [InlineData("a\0", false)]
    [InlineData("a\u0085b", false)]
    public void Some_text_does_not_fit_into_a_path(string number, bool fits) =>
        Assert.Equal(fits, SchoolNumbers.FitsInPath(number));

    [Fact]
    public void A_number_has_at_most_sixty_four_characters()
    {
        Assert.True(SchoolNumbers.IsPlausible(new string('1', 64)));
        Assert.False(SchoolNumbers.IsPlausible(new string('1', 65)));
    }
}
