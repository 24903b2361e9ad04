using System.Globalization;
using Attn.Api.Features.Reports.Words;
using Attn.Domain;

namespace Attn.Api.Features.Reports.Workbooks;

/// <summary>The second sheet of a term: its class sessions, those that did not take place among them.</summary>
internal static class SessionsSheet
{
    private const int TeacherColumn = 7;
    private static readonly double[] Widths = [6, 13, 11, 11, 16, 9, 40, 12];

    public static Task WriteAsync(WorkbookWriter workbook, CourseReport report, ReportWords words, TermSheet term)
    {
        var text = new SheetText(Widths);
        var title = new SheetTitle(text, Widths.Length)
            .With(report.Origin.Institution, CellStyle.Institution)
            .With($"{report.Course.Name} – {words.Sessions.Title}", CellStyle.Title)
            .WithFacts((words.Dates, TermWorkbook.Dates(report, words)))
            .With(words.Term.Filter(report.Filter), CellStyle.Institution);
        var headings = title.Rows + 1;
        var layout = new SheetLayout(
            words.Sessions.SheetName,
            Widths,
            FrozenColumns: 2,
            FrozenRows: headings,
            (headings, headings),
            Widths.Length,
            TermWorkbook.Footer(report.Course.Name, words)
        );
        return workbook.WriteSheetAsync(
            layout,
            sheet =>
            {
                var merged = title.Write(sheet);
                sheet.StartRow();
                foreach (var heading in words.Sessions.Headings)
                    sheet.Text(heading, CellStyle.Heading);
                sheet.EndRow();
                foreach (var (reported, place) in InOrder(report))
                {
                    sheet.StartRow(text.LinesOf((reported.Session.TeacherName, TeacherColumn)));
                    WriteSession(sheet, report, words, reported, place);
                    WriteAttended(sheet, words, term, place);
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
