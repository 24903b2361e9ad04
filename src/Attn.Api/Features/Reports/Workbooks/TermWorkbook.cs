using Attn.Api.Features.Reports.Words;
using Attn.Domain;

namespace Attn.Api.Features.Reports.Workbooks;

/// <summary>A course over the term: a sheet of students by class sessions, and one that lists the sessions.</summary>
internal static class TermWorkbook
{
    public static async Task WriteAsync(
        BufferedResponseStream output,
        CourseReport report,
        ReportWords words,
        CancellationToken cancellationToken
    )
    {
        using var workbook = new WorkbookWriter(output, words.Formats);
        var term = new TermSheet(report, words);
        await term.WriteAsync(workbook, cancellationToken);
        await SessionsSheet.WriteAsync(workbook, report, words, term);
        workbook.Finish();
    }

    public static CellStyle StyleOf(AttendanceStatus status) =>
        status switch
        {
            AttendanceStatus.Present => CellStyle.Present,
            AttendanceStatus.Late => CellStyle.Late,
            AttendanceStatus.Pending => CellStyle.Pending,
            AttendanceStatus.NotAccepted => CellStyle.NotAccepted,
            AttendanceStatus.Excused => CellStyle.Excused,
            AttendanceStatus.Absent => CellStyle.Absent,
        };

    /// <summary>The page's number below the name of the course.</summary>
    public static string Footer(string courseName, ReportWords words)
    {
        var runes = courseName.EnumerateRunes().Where(rune => rune.Value >= ' ').Take(60);
        var name = string.Concat(runes).Replace("&", "&&", StringComparison.Ordinal);
        // The blank keeps digits at the start of the name from being read as a size of letters.
        return $"&L {name}&R{words.Page}";
    }

    /// <summary>Which students are listed; <c>null</c>: all.</summary>
    public static string? PartOf(CourseReport report, ReportWords words)
    {
        var after = report.After is { } number ? words.Term.After(number) : null;
        var upTo = report.LastNumber is { } last ? words.Term.UpTo(last) : null;
        var numbers = string.Join(", ", new[] { after, upTo }.Where(text => text is not null));
        var part = numbers.Length > 0 ? $"{words.Term.Part}: {numbers}" : null;
        var parts = new[] { words.Term.Filter(report.Filter), part }.Where(text => text is not null);
        return string.Join("   ·   ", parts) is { Length: > 0 } text ? text : null;
    }

    public static string Dates(CourseReport report, ReportWords words) =>
        $"{words.Day(report.FirstDay ?? report.Course.Term.FirstDay)} – "
        + words.Day(report.LastDay ?? report.Course.Term.LastDay);
}
