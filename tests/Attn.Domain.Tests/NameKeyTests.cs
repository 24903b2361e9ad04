using FsCheck;
using FsCheck.Fluent;

namespace Attn.Domain.Tests;

/// <summary>Which names of lessons, and of teachers, are the same.</summary>
public sealed class NameKeyTests
{
    [Theory]
    [InlineData("İleri Fizik I")]
    [InlineData("İLERİ FİZİK I")]
    [InlineData("ILERI FIZIK I")]
    [InlineData("ileri fizik i")]
    [InlineData("ıLeRı FıZıK ı")]
    [InlineData("I\u0307leri Fizik I")]
    [InlineData("i\u0307leri fi\u0307zik i\u0307")]
    [InlineData("I\u0307\u0307leri Fizik I")]
    [InlineData("  İleri\tFizik \n I ")]
    [InlineData("İleri\u00A0Fizik\u2003I")]
    [InlineData("İleri\u3000Fizik\u2028I")]
    [InlineData("İle\u200Bri Fi\u200Dzik I")]
    [InlineData("İle\u00ADri Fizik\u200E I\u200F")]
    [InlineData("\uFEFFİleri Fizik I\u2060")]
    [InlineData("\u202Aİleri Fizik\u202C I")]
    [InlineData("İleri Fizik I\uFE0F")]
    [InlineData("İleri Fizik I\U000E0100")]
    public void Spellings_of_a_lesson_are_one(string written) =>
        Assert.Equal("ileri fizik i", Names.LessonKey(written));

    [Theory]
    [InlineData("LINEAR ALGEBRA I", "Linear Algebra I")]
    [InlineData("ÇOK DEĞİŞKENLİ ANALİZ", "Çok Değişkenli Analiz")]
    [InlineData("Olasılık", "OLASILIK")]
    [InlineData("O\u0308lc\u0327me", "ÖLÇME")]
    [InlineData("Straße", "STRAßE")]
    [InlineData("ΦΥΣΙΚΗ", "φυσικη")]
    public void Case_and_composition_make_no_difference(string one, string other) =>
        Assert.Equal(Names.LessonKey(one), Names.LessonKey(other));

    [Theory]
    [InlineData("Analiz I", "Analiz II")]
    [InlineData("Fizik-1", "Fizik-2")]
    [InlineData("Op. Araştırması", "Araştırması")]
    [InlineData("Dr. House", "House")]
    [InlineData("Prof. Yazışma", "Yazışma")]
    [InlineData("C", "C#")]
    [InlineData("C", "C++")]
    [InlineData("Fizik 1", "Fizik1")]
    [InlineData("Fizik-1", "Fizik 1")]
    [InlineData("Önder", "Onder")]
    [InlineData(".", "..")]
    [InlineData("a/b", "a b")]
    [InlineData("Şiir", "Siir")]
    public void Different_lessons_stay_two(string one, string other) =>
        Assert.NotEqual(Names.LessonKey(one), Names.LessonKey(other));

    [Fact]
    public void A_lesson_keeps_what_would_be_a_title_of_a_person()
    {
        Assert.Equal("op. araştirmasi", Names.LessonKey("Op. Araştırması"));
        Assert.Equal("araştirmasi", Names.PersonKey("Op. Araştırması"));
    }

    [Theory]
    [InlineData("Doç. Dr. ELİF KARTAL", "Elif  Kartal")]
    [InlineData("Prof.Dr.ELIF KARTAL", "elif kartal")]
    [InlineData("Do\u00ADç. Dr\u200B. Elif Kartal", "ELİF KARTAL")]
    [InlineData("IŞIL ILGIN", "ışıl ılgın")]
    [InlineData("I\u0307LKE", "ILKE")]
    public void Titles_make_no_difference_to_a_person(string one, string other) =>
        Assert.Equal(Names.PersonKey(one), Names.PersonKey(other));

    [Theory]
    [InlineData("A. Kartal", "Kartal")]
    [InlineData("Elif Kartal", "Elif Kartala")]
    public void Different_people_stay_two(string one, string other) =>
        Assert.NotEqual(Names.PersonKey(one), Names.PersonKey(other));

    [Fact]
    public void The_key_of_a_key_is_itself() =>
        Prop.ForAll(AnyName(), name => Names.LessonKey(Names.LessonKey(name)) == Names.LessonKey(name))
            .Check(Thorough());

    [Fact]
    public void Every_character_of_Unicode_has_a_stable_key()
    {
        var unstable = Enumerable
            .Range(0, 0x110000)
            .Select(code => code is >= 0xD800 and < 0xE000 ? ((char)code).ToString() : char.ConvertFromUtf32(code))
            .Where(text => Names.LessonKey("I\u0307" + text + "\u0307") is var key && Names.LessonKey(key) != key)
            .Select(text => $"U+{char.ConvertToUtf32(text, 0):X}");

        Assert.Empty(unstable);
    }

    /// <summary>Spellings that the key before took for one must not become two when they are adopted.</summary>
    [Fact]
    public void Dots_cases_and_white_space_of_any_kind_anywhere_change_nothing() =>
        Prop.ForAll(
                AnyName(),
                name =>
                    Names.LessonKey(name)
                    == Names.LessonKey(
                        "\u200E "
                            + name.Replace('I', 'ı').Replace('i', 'İ').Replace(" ", " \u00A0", StringComparison.Ordinal)
                    )
            )
            .Check(Thorough());

    private static Config Thorough() => Config.QuickThrowOnFailure.WithMaxTest(2000);

    private static Arbitrary<string> AnyName()
    {
        var piece = Gen.Elements(
            "I",
            "İ",
            "ı",
            "i",
            "\u0307",
            "\u0301",
            "\u0323",
            "Op.",
            "Dr.",
            " ",
            "\t",
            "\u200D",
            "Ş",
            "é"
        );
        var any = Gen.Choose(0, 0xFFFF).Select(code => ((char)code).ToString());
        return Gen.Frequency((4, piece), (1, any)).ListOf().Select(string.Concat).ToArbitrary();
    }
}
