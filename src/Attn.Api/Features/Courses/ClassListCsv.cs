using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Attn.Api.Features.Courses;

/// <summary>A class list as CSV: number and name, separated by semicolon, comma or tab; a header is optional.</summary>
internal static class ClassListCsv
{
    private static readonly char[] Separators = [';', ',', '\t'];

    /// <summary>Headings of a column of numbers that could themselves be taken for a number.</summary>
    private static readonly HashSet<string> Headings = new(StringComparer.Ordinal)
    {
        "no",
        "numara",
        "number",
        "id",
        "student_school_number",
        "school_number",
        "student_number",
        "ogrenci_no",
        "okul_no",
    };

    public static ClassListLines Read(string text)
    {
        var lines = new ClassListLines("Line");
        using var parser = new CsvParser(
            new StringReader(text),
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                Delimiter = SeparatorOf(text).ToString(),
                HasHeaderRecord = false,
                IgnoreBlankLines = true,
                TrimOptions = TrimOptions.Trim,
                MaxFieldSize = 10_000,
                BadDataFound = null,
            }
        );
        for (var isFirst = true; parser.Read(); isFirst = false)
        {
            var fields = parser.Record!;
            if (isFirst && IsHeading(fields[0]))
                continue;
            if (fields.Length < 2 || fields.Skip(2).Any(field => field.Length > 0))
                lines.Refuse(parser.RawRow, "two columns are needed, number and name.");
            else
                lines.Add(parser.RawRow, fields[0], fields[1]);
        }

        return lines;
    }

    /// <summary>The first separator in the text: the number before it contains none.</summary>
    private static char SeparatorOf(string text) =>
        text.IndexOfAny(Separators) is >= 0 and var index ? text[index] : ';';

    /// <summary>A mistyped number still has digits, so it is not taken for a heading.</summary>
    private static bool IsHeading(string field) =>
        !field.Any(char.IsAsciiDigit)
        && (field.Any(c => c == ' ' || !char.IsAscii(c)) || Headings.Contains(field.ToLowerInvariant()));
}
