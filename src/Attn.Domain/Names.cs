using System.Globalization;

namespace Attn.Domain;

/// <summary>Lesson and teacher names as people write them, and the form in which two of them are compared.</summary>
public static class Names
{
    private static readonly CultureInfo Turkish = CultureInfo.GetCultureInfo("tr-TR");

    /// <summary>The name without leading academic titles (<c>Doç. Dr. ELİF KARTAL</c> → <c>ELİF KARTAL</c>), white space folded.</summary>
    public static string WithoutTitles(string name) => FoldWhiteSpace(name);

    /// <summary>The form under which a lesson or teacher is looked up: no titles, one space between words, lower case by Turkish rules.</summary>
    public static string Key(string name) => WithoutTitles(name).ToLower(Turkish);

    private static string FoldWhiteSpace(string name) =>
        string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
