using System.Globalization;
using System.Text;

namespace Attn.Domain;

/// <summary>Lesson and teacher names as people write them, and the form in which two of them are compared.</summary>
public static class Names
{
    private static readonly CultureInfo Turkish = CultureInfo.GetCultureInfo("tr-TR");

    /// <summary>
    /// Titles that end in a dot, lower-case, dot included, with <c>ı</c> written <c>i</c>. A list, not "every word
    /// with a dot": the initial of <c>A. Kartal</c> belongs to the name, and so does the first word of the lesson
    /// <c>Mat. Analiz</c>.
    /// </summary>
    private static readonly HashSet<string> DottedTitles = new(StringComparer.Ordinal)
    {
        "prof.",
        "doç.",
        "doc.",
        "dr.",
        "yrd.",
        "yard.",
        "ord.",
        "öğr.",
        "ogr.",
        "öğrt.",
        "arş.",
        "ars.",
        "gör.",
        "gor.",
        "görv.",
        "uzm.",
        "okt.",
        "op.",
        "dt.",
        "av.",
        "assoc.",
        "asst.",
        "assist.",
        "lect.",
        "ph.",
        "md.",
    };

    /// <summary>Second words of two-word titles; they count only after one of <see cref="FirstWords"/>.</summary>
    private static readonly HashSet<string> SecondWords = new(StringComparer.Ordinal)
    {
        "üyesi",
        "uyesi",
        "görevlisi",
        "gorevlisi",
    };

    private static readonly HashSet<string> FirstWords = new(StringComparer.Ordinal)
    {
        "öğr.",
        "ogr.",
        "arş.",
        "ars.",
        "öğretim",
        "ogretim",
        "araştırma",
        "arastirma",
    };

    /// <summary>
    /// The name without leading academic titles (<c>Doç. Dr. ELİF KARTAL</c> → <c>ELİF KARTAL</c>), white space folded.
    /// A name of nothing but titles stays as it is, so that no name becomes empty.
    /// </summary>
    public static string WithoutTitles(string name)
    {
        var folded = FoldWhiteSpace(name);
        var start = 0;
        while (TitleLength(folded.AsSpan(start)) is > 0 and var length)
            start += length;
        return start < folded.Length ? folded[start..] : folded;
    }

    /// <summary>
    /// The form in which names of lessons are compared: case, <c>I İ ı i</c>, the kind and amount of white space and
    /// invisible characters make no difference. Nothing else goes: <c>Op. Araştırması</c> keeps its first word.
    /// </summary>
    public static string LessonKey(string name)
    {
        var folded = new StringBuilder(name.Length);
        var isOnI = false;
        // Decomposed, so that the dot of an İ stands for itself, whatever other marks the letter has.
        var decomposed = FoldWhiteSpace(WithoutInvisible(name)).Normalize(NormalizationForm.FormD);
        foreach (var rune in decomposed.EnumerateRunes())
        {
            if (isOnI && rune.Value == 0x0307)
                continue;
            if (!IsMark(rune))
                isOnI = rune.Value is 'I' or 'i' or 'ı';
            folded.Append(rune.Value is 'I' or 'ı' ? "i" : Rune.ToLowerInvariant(rune).ToString());
        }

        return folded.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary><see cref="LessonKey"/> of a teacher's name, which is compared without titles, too.</summary>
    public static string PersonKey(string name) => LessonKey(WithoutTitles(WithoutInvisible(name)));

    /// <summary>
    /// The form that versions before <see cref="LessonKey"/> stored: no titles, lower case by Turkish rules.
    /// </summary>
    public static string Key(string name) => WithoutTitles(name).ToLower(Turkish).Normalize(NormalizationForm.FormC);

    /// <summary>
    /// The length of the title at the start, including the space after it; 0 if there is none.
    /// </summary>
    private static int TitleLength(ReadOnlySpan<char> text)
    {
        var wordEnd = text.IndexOf(' ') is >= 0 and var space ? space : text.Length;
        var dot = text[..wordEnd].IndexOf('.');
        // "Prof.Dr.Elif" is written without spaces often enough: a title ends at its dot.
        var firstEnd = dot >= 0 ? dot + 1 : wordEnd;
        var first = TitleForm(text[..firstEnd]);
        var next = SkipSpace(text, firstEnd);

        if (FirstWords.Contains(first) && SecondWordLength(text[next..]) is > 0 and var second)
            return SkipSpace(text, next + second);
        return DottedTitles.Contains(first) ? next : 0;
    }

    private static int SecondWordLength(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf(' ') is >= 0 and var space ? space : text.Length;
        return SecondWords.Contains(TitleForm(text[..end])) ? end : 0;
    }

    private static int SkipSpace(ReadOnlySpan<char> text, int at) => at < text.Length && text[at] == ' ' ? at + 1 : at;

    private static string TitleForm(ReadOnlySpan<char> word) =>
        word.Length <= 12 ? word.ToString().ToLower(Turkish).Replace('ı', 'i') : string.Empty;

    private static string FoldWhiteSpace(string name)
    {
        var clean = new StringBuilder(name.Length);
        // Normalize throws on half a surrogate pair and on U+FFFE. Runes turn the first into U+FFFD, and the second
        // becomes it here.
        foreach (var rune in name.EnumerateRunes())
            clean.Append(
                IsSpace(rune) ? " "
                : rune.Value == 0xFFFE ? "\uFFFD"
                : rune.ToString()
            );
        var words = clean
            .ToString()
            .Normalize(NormalizationForm.FormC)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words);
    }

    /// <summary>Of any kind: canonical order puts some spacing marks before the dot.</summary>
    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark;

    private static string WithoutInvisible(string name) =>
        string.Concat(name.EnumerateRunes().Where(rune => !IsInvisible(rune)));

    /// <summary>Joiners, soft hyphens, marks of direction, byte order marks, variation selectors.</summary>
    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
        || rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) or 0x034F;

    /// <summary>
    /// White space, control characters, and two invisible characters that come along when text is copied from a web
    /// page.
    /// </summary>
    private static bool IsSpace(Rune rune) =>
        Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) || rune.Value is 0x200B or 0xFEFF;
}
