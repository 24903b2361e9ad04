using System.Globalization;

namespace Attn.Api.Features.ClassLists.Students;

/// <summary>Characters that come along when text is copied, and that nobody sees.</summary>
internal static class HiddenCharacters
{
    /// <summary>Marks of direction, joiners, byte order marks, control characters.</summary>
    public static bool IsHidden(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.Control && !char.IsWhiteSpace(c);

    /// <summary>Without white space and hidden characters at both ends.</summary>
    public static string Trim(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && IsNothing(text[start]))
            start++;
        while (end > start && IsNothing(text[end - 1]))
            end--;
        return text[start..end];
    }

    private static bool IsNothing(char c) => char.IsWhiteSpace(c) || IsHidden(c);
}
