using System.Globalization;
using Attn.Api.Features.Reports.Words;
using Attn.Domain;

namespace Attn.Api.Features.Reports.Workbooks;

/// <summary>One class session as a workbook: a row for each student, and how many there are of each status.</summary>
internal sealed class SessionWorkbook
{
    private const int HeadingLines = 3;
    private const int NumberColumn = 1;
    private const int NameColumn = 2;
    private const int StatusColumn = 3;
    private const int ReasonColumn = 5;
    private const int FlagsColumn = 8;
    private static readonly double[] Widths = [16, 30, 20, 20, 42, 16, 11, 32];
    private static readonly AttendanceStatus[] Statuses = Enum.GetValues<AttendanceStatus>();

    private readonly SessionReport _report;
    private readonly ReportWords _words;
    private readonly SheetText _text = new(Widths);
    private AttendanceTally _tally;
    private int _expected;

    private SessionWorkbook(SessionReport report, ReportWords words) => (_report, _words) = (report, words);

    public static async Task WriteAsync(
        BufferedResponseStream output,
        SessionReport report,
        ReportWords words,
        CancellationToken cancellationToken
    )
    {
        using var workbook = new WorkbookWriter(output, words.Formats);
        await new SessionWorkbook(report, words).WriteSheetAsync(workbook, cancellationToken);
        workbook.Finish();
    }

    private Task WriteSheetAsync(WorkbookWriter workbook, CancellationToken cancellationToken)
    {
        var title = Title();
        var headings = title.Rows + 1;
        var layout = new SheetLayout(
            _words.Session.SheetName,
            Widths,
            FrozenColumns: NameColumn,
            FrozenRows: headings,
            (headings, headings),
            Widths.Length,
            TermWorkbook.Footer(_report.Session.LessonName, _words)
        );
        return workbook.WriteSheetAsync(
            layout,
            async sheet =>
            {
                var merged = title.Write(sheet);
                sheet.StartRow(HeadingLines);
                foreach (var heading in _words.Session.Headings)
                    sheet.Text(heading, CellStyle.Heading);
                sheet.EndRow();
                await foreach (var student in _report.Students.WithCancellation(cancellationToken))
                {
                    WriteStudent(sheet, student);
                    await workbook.FlushIfNeededAsync(cancellationToken);
                }

                WriteTotals(sheet, headings + 1, sheet.Row);
                return merged;
            }
        );
    }

    private SheetTitle Title()
    {
        var session = _report.Session;
        var now = _report.Origin.ReadAt;
        var isRunning = session.CancelledAt is null && session.HasStarted(now) && !session.HasEnded(now);
        var (start, end) = (_report.Origin.Local(session.StartTime), _report.Origin.Local(session.EndTime));
        var until =
            end.Date == start.Date ? end.ToString("HH:mm", CultureInfo.InvariantCulture) : _words.DayAndTime(end);
        return new SheetTitle(_text, Widths.Length)
            .With(_report.Origin.Institution, CellStyle.Institution)
            .With(
                $"{session.LessonName} – {_words.Session.Title}{(isRunning ? $" – {_words.Session.IsRunning}" : "")}",
                CellStyle.Title
            )
            .WithFacts(
                (_words.Code, _report.Course?.Code),
                (_words.Section, _report.Course?.Section),
                (_words.TermName, _report.Course?.Term.Name),
                (_words.Teachers, session.TeacherName)
            )
            .WithFacts(
                (_words.Date, $"{_words.DayAndTime(start)} – {until}"),
                (_words.MadeAt, _words.DayAndTime(_report.Origin.ReadAtLocal))
            )
            .With(session.CancelledAt is null ? null : _words.Sessions.Cancelled, CellStyle.Institution);
    }

    private void WriteStudent(SheetWriter sheet, SessionStudent student)
    {
        var status = student.StatusIn(_report.Session);
        _tally = _tally.With(status);
        _expected += student.IsExpected ? 1 : 0;
        var (reason, flags) = (Explanation(student.State), _words.Remarks(student));
        var lines = _text.LinesOf(
            (student.ShownNumber, NumberColumn),
            (student.Name, NameColumn),
            (reason, ReasonColumn),
            (flags, FlagsColumn)
        );
        sheet.StartRow(lines);
        sheet.Text(student.ShownNumber, CellStyle.Exact);
        sheet.Text(student.Name, CellStyle.Text);
        sheet.Text(_words.Status(status).Word, TermWorkbook.StyleOf(status));
        sheet.Moment(student.State?.AttendanceTime is { } at ? _report.Origin.Local(at) : null, CellStyle.DateAndTime);
        sheet.Text(reason, CellStyle.Text);
        sheet.Text(student.State is { } state ? _words.Decider(state.DecidedBy) : null, CellStyle.Text);
        sheet.Number(student.RefusedComparisons, CellStyle.Number);
        sheet.Text(flags, CellStyle.Text);
        sheet.EndRow();
    }

    /// <summary>Why, once: what a teacher wrote is often both the reason and the note.</summary>
    private string Explanation(RecordState? state)
    {
        var reason = state?.ReasonCode is { } code ? _words.Reason(code) : state?.FailReason;
        string?[] texts = [reason, state?.Note];
        return string.Join(" · ", texts.Where(text => !string.IsNullOrEmpty(text)).Distinct(StringComparer.Ordinal));
    }

    private void WriteTotals(SheetWriter sheet, int first, int last)
    {
        if (last < first)
            return;
        var words = CellReference.Fixed(StatusColumn, first, StatusColumn, last);
        string Count(AttendanceStatus status) => $"COUNTIF({words},\"{_words.Status(status).Word}\")";
        sheet.StartRow();
        sheet.EndRow();
        foreach (var status in Statuses)
            WriteTotal(
                sheet,
                _words.Status(status).Word,
                Count(status),
                _tally.CountOf(status),
                TermWorkbook.StyleOf(status)
            );
        var attended = $"{Count(AttendanceStatus.Present)}+{Count(AttendanceStatus.Late)}";
        WriteTotal(sheet, _words.Session.Attended, attended, _tally.Attended, CellStyle.Number);
        WriteTotal(sheet, _words.Session.All, $"COUNTA({words})", _tally.Held, CellStyle.Number);
        sheet.StartRow();
        sheet.Blank(CellStyle.Plain);
        sheet.Text(_words.Session.Expected, CellStyle.Total);
        sheet.Number(_expected, CellStyle.Number);
        sheet.EndRow();
    }

    private static void WriteTotal(SheetWriter sheet, string name, string formula, int value, CellStyle style)
    {
        sheet.StartRow();
        sheet.Blank(CellStyle.Plain);
        sheet.Text(name, CellStyle.Total);
        sheet.Formula(formula, value, style);
        sheet.EndRow();
    }
}
