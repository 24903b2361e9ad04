using System.Globalization;
using Attn.Api.Features.Reports.Words;
using Attn.Domain;

namespace Attn.Api.Features.Reports.Workbooks;

/// <summary>The second sheet of a term: its class sessions, those that did not take place among them.</summary>
internal static class SessionsSheet
{
    private const int HoursPlace = 5;
    private const double HeadingLines = 3;
    private static readonly double[] AllWidths = [6, 13, 11, 11, 16, 9, 34, 14, 30];

    public static Task WriteAsync(WorkbookWriter workbook, CourseReport report, ReportWords words, TermSheet term)
    {
        var hasHours = report.Policy.Counts == CountedUnit.Hours;
        List<double> widths = [.. AllWidths.Where((_, place) => hasHours || place != HoursPlace)];
        var text = new SheetText(widths);
        var title = new SheetTitle(text, widths.Count)
            .With(report.Origin.Institution, CellStyle.Institution)
            .With($"{report.Course.Name} – {words.Sessions.Title}", CellStyle.Title)
            .With(TermWorkbook.PartOf(report, words), CellStyle.Institution)
            .WithFacts((words.Dates, TermWorkbook.Dates(report, words)));
        var headings = title.Rows + 1;
        var layout = new SheetLayout(
            words.Sessions.SheetName,
            widths,
            FrozenColumns: 2,
            FrozenRows: headings,
            (headings, headings),
            widths.Count,
            TermWorkbook.Footer(report.Course.Name, words)
        );
        return workbook.WriteSheetAsync(
            layout,
            sheet =>
            {
                var merged = title.Write(sheet);
                sheet.StartRow(HeadingLines);
                foreach (var (place, heading) in words.Sessions.Headings.Index())
                {
                    if (hasHours || place != HoursPlace)
                        sheet.Text(heading, CellStyle.Heading);
                }

                sheet.EndRow();
                foreach (var (reported, place) in InOrder(report))
                {
                    var session = reported.Session;
                    var last = widths.Count;
                    sheet.StartRow(text.LinesOf((session.TeacherName, last - 2), (session.CancelReason, last)));
                    WriteSession(sheet, report, words, reported, place);
                    WriteAttended(sheet, words, term, place);
                    sheet.Text(session.CancelReason, CellStyle.Text);
                    sheet.EndRow();
                }

                return Task.FromResult<IReadOnlyList<string>>(merged);
            }
        );
    }

    /// <returns>Each with its place among those that were held; <c>null</c>: it was not.</returns>
    private static IEnumerable<(ReportedSession Session, int? Place)> InOrder(CourseReport report) =>
        report
            .Sessions.Select((session, place) => (session, (int?)place))
            .Concat(report.NotHeld.Select(session => (session, (int?)null)))
            .OrderBy(each => each.session.Session.StartTime)
            .ThenBy(each => each.Item2 ?? int.MaxValue);

    private static void WriteSession(
        SheetWriter sheet,
        CourseReport report,
        ReportWords words,
        ReportedSession reported,
        int? place
    )
    {
        var session = reported.Session;
        var (start, end) = (report.Origin.Local(session.StartTime), report.Origin.Local(session.EndTime));
        sheet.Number(place + 1, CellStyle.Number);
        sheet.Moment(start.Date, CellStyle.Date);
        sheet.TimeOfDay(start, CellStyle.Time);
        sheet.TimeOfDay(end, CellStyle.Time);
        sheet.Text(StateOf(session, words), session.Counts ? CellStyle.Text : CellStyle.Marked);
        if (report.Policy.Counts == CountedUnit.Hours)
            sheet.Number(reported.Hours, CellStyle.Number);
        sheet.Text(session.TeacherName, CellStyle.Text);
    }

    private static string StateOf(ClassSession session, ReportWords words) =>
        session.Counts ? words.Sessions.Held
        : session.CancelledAt is not null ? words.Sessions.Cancelled
        : words.Sessions.NotHeld;

    private static void WriteAttended(SheetWriter sheet, ReportWords words, TermSheet term, int? place)
    {
        if (place is not { } held)
            sheet.Blank(CellStyle.Number);
        else if (term.LastStudent < term.FirstStudent)
            sheet.Number(0, CellStyle.Number);
        else
        {
            var column = CellReference.Column(TermColumns.FirstSession + held);
            var cells = string.Create(
                CultureInfo.InvariantCulture,
                $"'{words.Term.SheetName}'!${column}${term.FirstStudent}:${column}${term.LastStudent}"
            );
            var (present, late) = (words.Status(AttendanceStatus.Present), words.Status(AttendanceStatus.Late));
            sheet.Formula(
                $"COUNTIF({cells},\"{present.Letter}\")+COUNTIF({cells},\"{late.Letter}\")",
                term.AttendedOf(held),
                CellStyle.Number
            );
        }
    }
}
