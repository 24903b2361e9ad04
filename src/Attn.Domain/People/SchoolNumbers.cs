namespace Attn.Domain;

/// <summary>
/// Student numbers and teachers' usernames: compared without regard to ASCII case, never by a culture.
/// </summary>
public static class SchoolNumbers
{
    public const int MaxLength = 64;

    /// <summary>
    /// Trimmed, ASCII letters in lower case: <c>Demo_Teacher_1</c> is <c>demo_teacher_1</c>. Other letters stay as
    /// they are.
    /// </summary>
    public static string Canonical(string number) =>
        string.Create(
            number.Trim().Length,
            number.Trim(),
            static (target, trimmed) =>
            {
                for (var i = 0; i < trimmed.Length; i++)
                    target[i] = char.IsAsciiLetterUpper(trimmed[i]) ? (char)(trimmed[i] | 0x20) : trimmed[i];
            }
        );

    /// <summary>
    /// Whether what somebody typed can be a number: ASCII letters, digits and <c>. _ - @</c>, not dots alone.
    /// </summary>
    public static bool IsPlausible(string number) =>
        number.Length is > 0 and <= MaxLength
        && FitsInPath(number)
        && number.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '@');

    /// <summary>
    /// Whether a number can be one segment of an address's path. Dots alone mean a folder; slashes, percent signs and
    /// control characters do not arrive as they were sent, whatever escapes them.
    /// </summary>
    public static bool FitsInPath(string number) =>
        number.Any(c => c != '.') && !number.Any(c => c is '/' or '\\' or '%' || char.IsControl(c));
}
