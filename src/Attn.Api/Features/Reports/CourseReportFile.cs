using System.Globalization;
using Attn.Api.Features.Reports.Words;
using Attn.Api.Features.Reports.Workbooks;
using Attn.Domain;

namespace Attn.Api.Features.Reports;

/// <summary>
/// The report of a course as a file: a row for each student, a column for each class session, and totals.
/// </summary>
internal static class CourseReportFile
{
    public static ReportFile Of(CourseReport report, ReportFormat format, ReportLanguage language)
    {
        var words = ReportWords.In(language);
        return new(
            report.Course.Name,
            PartOf(report),
            report.Origin.ReadAtLocal,
            format,
            () => TableOf(report, words, language),
            (output, token) => TermWorkbook.WriteAsync(output, report, words, token)
        );
    }

    /// <summary>Which students and days, where not all are in the file: as a part of its name.</summary>
    private static string? PartOf(CourseReport report)
    {
        var students = report.Filter.Only switch
        {
            null => null,
            TermPartQuery.Missed => string.Create(
                CultureInfo.InvariantCulture,
                $"missed-{report.Filter.InARow}-in-a-row"
            ),
            var only => only.Replace('_', '-'),
        };
        string?[] parts =
        [
            students,
            Day("from", report.FirstDay),
            Day("to", report.LastDay),
            report.After is null && report.LastNumber is null ? null : "part",
        ];
        return string.Join('-', parts.Where(part => part is not null)) is { Length: > 0 } text ? text : null;
    }

    private static string? Day(string word, DateOnly? day) =>
        day is { } known ? string.Create(CultureInfo.InvariantCulture, $"{word}-{known:yyyy-MM-dd}") : null;

    /// <summary>
    /// In English the headings and words are those of the wire, as programs have read them since 0.1.
    /// </summary>
    private static ReportTable TableOf(CourseReport report, ReportWords words, ReportLanguage language)
    {
        string[] header = [words.Number, words.Name, .. HeadingsOf(report, words), .. words.Term.CsvTotals];
        var cells = new CsvCells(words, language);
        return new(header, report.Students.Select(student => RowOf(student, cells)));
    }

    /// <summary>Of class sessions that start in one minute, the second and later ones are numbered.</summary>
    private static IEnumerable<string> HeadingsOf(CourseReport report, ReportWords words)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var reported in report.Sessions)
        {
            var heading = words.DayAndTime(report.Origin.Local(reported.Session.StartTime));
            var count = seen[heading] = seen.GetValueOrDefault(heading) + 1;
            yield return count == 1 ? heading : string.Create(CultureInfo.InvariantCulture, $"{heading} ({count})");
        }
    }

    private static object?[] RowOf(TermStudentResponse student, CsvCells cells) =>
        [
            cells.Number(student.UserSchoolNumber),
            student.UserFullName,
            .. student.Cells.Select(
                (status, place) => CellOf(cells.Status(status), status, student.NotCounted.Contains(place))
            ),
            student.Attended,
            student.Late,
            student.Excused,
            student.Absent,
            student.Percentage,
            student.HoursAttended,
            student.HoursMissed,
            student.CanStillReach is { } can ? cells.YesOrNo(can) : null,
            student.NotAccepted,
            student.Pending,
            cells.Unit(student.Sum.Unit),
            student.Sum.Present,
            student.Sum.Late,
            student.Sum.LateAbsences,
            student.Sum.ExcusedAttended,
            student.Sum.ExcusedNotCounted,
            student.Sum.Attended,
            student.Sum.Counted,
            student.Sum.Planned,
            cells.YesOrNo(student.IsBelowLimit),
            student.Sum.LimitPercent,
            cells.YesOrNo(student.Sum.Exempt),
            student.Enrolled is { } enrolled ? cells.YesOrNo(enrolled) : null,
        ];

    /// <summary>
    /// A session that does not count for the student is an empty cell or, with a record, a word in brackets: the words
    /// without brackets add up to the totals.
    /// </summary>
    public static string? CellOf(string word, AttendanceStatus status, bool isNotCounted) =>
        !isNotCounted ? word
        : status == AttendanceStatus.Absent ? null
        : $"({word})";
}
