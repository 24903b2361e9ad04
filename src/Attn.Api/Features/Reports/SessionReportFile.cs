using Attn.Api.Features.Reports.Words;
using Attn.Api.Features.Reports.Workbooks;
using Attn.Domain;

namespace Attn.Api.Features.Reports;

/// <summary>The report of a class session as a file: a row for each student.</summary>
internal static class SessionReportFile
{
    public static ReportFile Of(SessionReport report, ReportFormat format, ReportLanguage language)
    {
        var words = ReportWords.In(language);
        return new(
            report.Session.LessonName,
            part: null,
            report.Origin.Local(report.Session.StartTime),
            format,
            () => TableOf(report, words, language),
            (output, token) => SessionWorkbook.WriteAsync(output, report, words, token)
        );
    }

    private static ReportTable TableOf(SessionReport report, ReportWords words, ReportLanguage language)
    {
        var cells = new CsvCells(words, language);
        return new(words.Session.CsvHeadings, report.Students.Select(student => RowOf(report, student, cells)));
    }

    private static object?[] RowOf(SessionReport report, SessionStudent student, CsvCells cells) =>
        [
            cells.Number(student.ShownNumber),
            student.Name,
            cells.Status(student.StatusIn(report.Session)),
            student.State?.AttendanceTime is { } at ? cells.Moment(report.Origin.Local(at)) : null,
            cells.Reason(student.State),
            student.State?.Note,
            cells.Decider(student.State?.DecidedBy),
            student.RefusedComparisons,
            cells.Remarks(student),
        ];
}
