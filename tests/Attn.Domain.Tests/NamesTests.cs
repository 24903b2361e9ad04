using FsCheck;
using FsCheck.Fluent;

namespace Attn.Domain.Tests;

public sealed class NamesTests
{
    [Theory]
    [InlineData("Doç. Dr. ELİF KARTAL", "ELİF KARTAL")]
    [InlineData("Prof. Dr. Ada Lovelace", "Ada Lovelace")]
    [InlineData("Prof.Dr.Ada Lovelace", "Ada Lovelace")]
    [InlineData("Dr. Öğr. Üyesi ALİ VELİ", "ALİ VELİ")]
    [InlineData("Doç. Dr. Öğr. Üyesi ALİ VELİ", "ALİ VELİ")]
    [InlineData("DR. ÖĞR. ÜYESİ ALİ VELİ", "ALİ VELİ")]
    [InlineData("Dr. Öğretim Üyesi ALİ VELİ", "ALİ VELİ")]
    [InlineData("Öğr. Gör. Dr. CAN IŞIK", "CAN IŞIK")]
    [InlineData("Öğretim Görevlisi CAN IŞIK", "CAN IŞIK")]
    [InlineData("Arş. Gör. CAN IŞIK", "CAN IŞIK")]
    [InlineData("ARŞ.GÖR.CAN IŞIK", "CAN IŞIK")]
    [InlineData("Yrd. Doç. Dr. CAN IŞIK", "CAN IŞIK")]
    [InlineData("  Doç.\u00A0Dr.\t ELİF \n KARTAL ", "ELİF KARTAL")]
    [InlineData("Doc\u0327. Dr. ELİF KARTAL", "ELİF KARTAL")]
    public void Titles_before_a_name_are_removed(string written, string name) =>
        Assert.Equal(name, Names.WithoutTitles(written));

    [Theory]
    [InlineData("A. Kartal")]
    [InlineData("Elif Kartal")]
    [InlineData("Elif K. Kartal Dr.")]
    [InlineData("Drahşan Profit")]
    [InlineData("Mat. Analiz II")]
    [InlineData("Öğretim İlke ve Yöntemleri")]
    [InlineData("YBSB1008 - VERİ YAPILARI")]
    [InlineData("Üyesi Olmayan")]
    [InlineData("Dr.")]
    [InlineData("Prof. Dr.")]
    [InlineData("")]
    public void Words_that_are_no_titles_stay(string name) => Assert.Equal(name, Names.WithoutTitles(name));

    [Fact]
    public void An_initial_after_titles_belongs_to_the_name() =>
        Assert.Equal("A. Kartal", Names.WithoutTitles("Doç. Dr. A. Kartal"));

    [Theory]
    [InlineData("Doç. Dr. ELİF KARTAL", "Elif  Kartal")]
    [InlineData("ELİF KARTAL", "elif kartal")]
    [InlineData("IŞIL ILGIN", "ışıl ılgın")]
    [InlineData("I\u0307LKE", "ilke")]
    [InlineData("VERİ YAPILARI", "Veri\u00A0Yapıları")]
    public void Different_spellings_of_a_name_have_one_key(string one, string other) =>
        Assert.Equal(Names.Key(one), Names.Key(other));

    [Theory]
    [InlineData("ILIK", "İLİK")]
    [InlineData("Kadın", "Kadin")]
    [InlineData("A. Kartal", "Kartal")]
    public void Different_names_have_different_keys(string one, string other) =>
        Assert.NotEqual(Names.Key(one), Names.Key(other));

    [Fact]
    public void Removing_titles_twice_changes_nothing() =>
        Prop.ForAll(AnyText(), text => Names.WithoutTitles(Names.WithoutTitles(text)) == Names.WithoutTitles(text))
            .Check(Thorough());

    [Fact]
    public void The_key_of_a_key_is_itself() =>
        Prop.ForAll(AnyText(), text => Names.Key(Names.Key(text)) == Names.Key(text)).Check(Thorough());

    [Fact]
    public void Titles_and_white_space_do_not_change_the_key_of_a_name() =>
        Prop.ForAll(AnyTitles(), titles => Names.Key(titles + " ELİF \t IŞIK") == "elif ışık").Check(Thorough());

    [Fact]
    public void A_name_that_is_not_blank_never_becomes_empty() =>
        Prop.ForAll(
                AnyText(),
                text =>
                    text.All(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '\u200B' or '\uFEFF')
                    || Names.WithoutTitles(text).Length > 0
            )
            .Check(Thorough());

    [Fact]
    public void Every_character_of_Unicode_has_a_stable_key()
    {
        var unstable = Enumerable
            .Range(0, 0x110000)
            .Select(code => code is >= 0xD800 and < 0xE000 ? ((char)code).ToString() : char.ConvertFromUtf32(code))
            .Where(text => Names.Key("x" + text + "\u0307") is var key && Names.Key(key) != key)
            .Select(text => $"U+{char.ConvertToUtf32("" + text[0] + (text.Length > 1 ? text[1] : ""), 0):X}");

        Assert.Empty(unstable);
    }

    private static Config Thorough() => Config.QuickThrowOnFailure.WithMaxTest(2000);

    private static Arbitrary<string> AnyTitles()
    {
        var title = Gen.Elements(
            "Prof.",
            "PROF.",
            "Doç. ",
            "DOÇ.",
            " Dr.",
            "dr.\u00A0",
            "Öğr. Üyesi ",
            "ÖĞR. ÜYESİ ",
            "Arş.",
            "ARŞ. GÖR.",
            "Öğr. Gör.",
            "Yrd."
        );
        return title.ListOf().Select(list => string.Join(' ', list)).ToArbitrary();
    }

    /// <summary>
    /// Pieces of names and titles in any order, between characters of every kind, half surrogate pairs included.
    /// </summary>
    private static Arbitrary<string> AnyText()
    {
        var piece = Gen.Elements(
            "Doç.",
            "Dr.",
            "Prof.Dr.",
            "Öğr.",
            "Üyesi",
            "ÜYESİ",
            "Görevlisi",
            "Öğretim",
            "A.",
            "ELİF",
            "IŞIK",
            "I\u0307",
            "i\u0307",
            ".",
            " ",
            "\t",
            "\u00A0",
            "\u0307"
        );
        var any = Gen.Choose(0, 0xFFFF).Select(code => ((char)code).ToString());
        return Gen.Frequency((3, piece), (1, any)).ListOf().Select(string.Concat).ToArbitrary();
    }
}
