using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Attn.Domain;

/// <summary>
/// A word that is another one whenever anything of a class list is: numbers as they are written, names, groups, days,
/// exemptions. The order of the students makes no difference.
/// </summary>
public static class ClassListVersion
{
    /// <summary>32 hexadecimal digits, the first half of a SHA-256.</summary>
    public static string Of(IEnumerable<Enrolment> students)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var student in students.OrderBy(student => student.StudentNumber, StringComparer.Ordinal))
        {
            Append(hash, student.StudentNumber);
            Append(hash, student.WrittenNumber ?? student.StudentNumber);
            Append(hash, student.Name);
            Append(hash, student.Group);
            Append(hash, DayOf(student.From));
            Append(hash, DayOf(student.To));
            Append(hash, student.IsExempt ? "exempt" : null);
            Append(hash, student.ExemptReason);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }

    private static string? DayOf(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>With its length, so that no text can look like two others.</summary>
    private static void Append(IncrementalHash hash, string? text)
    {
        var bytes = text is null ? [] : Encoding.UTF8.GetBytes(text);
        hash.AppendData(BitConverter.GetBytes(text is null ? -1 : bytes.Length));
        hash.AppendData(bytes);
    }
}
