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
            report.Origin.ReadAtLocal,
            format,
            format switch
            {
                ReportFormat.SemicolonCsv => (output, token) =>
                    CsvReport.WriteAsync(output, TableOf(report, words, language), ';', token),
                ReportFormat.CommaCsv => (output, token) =>
                    CsvReport.WriteAsync(output, TableOf(report, words, language), ',', token),
                ReportFormat.Xlsx => (output, token) => TermWorkbook.WriteAsync(output, report, words, token),
            }
        );
    }

    /// <summary>
    /// In English the headings and words are those of the wire, as programs have read them since 0.1.
    /// </summary>
    private static ReportTable TableOf(CourseReport report, ReportWords words, ReportLanguage language)
    {
        string[] header =
        [
            words.Number,
            words.Name,
            .. report.Sessions.Select(each => HeadingOf(report.Origin.Local(each.Session.StartTime), words)),
            .. words.Term.CsvTotals,
        ];
        var cells = new CsvCells(words, language);
        return new(header, report.Students.Select(student => RowOf(student, cells)));
    }

    private static string HeadingOf(DateTime start, ReportWords words) =>
        start.ToString($"{words.DayPattern} HH:mm", CultureInfo.InvariantCulture);

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
