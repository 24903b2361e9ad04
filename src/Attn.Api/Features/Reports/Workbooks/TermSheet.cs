using Attn.Api.Features.Reports.Words;
using Attn.Domain;

namespace Attn.Api.Features.Reports.Workbooks;

/// <summary>
/// The sheet of students by class sessions: one letter a cell, totals as formulas, and right of what is printed all
/// figures that the percentage is made of.
/// </summary>
internal sealed class TermSheet
{
    private static readonly AttendanceStatus[] Statuses = Enum.GetValues<AttendanceStatus>();

    private readonly CourseReport _report;
    private readonly ReportWords _words;
    private readonly TermColumns _columns;
    private readonly SheetText _text;
    private readonly SheetTitle _title;
    private readonly int[] _attended;

    public TermSheet(CourseReport report, ReportWords words)
    {
        _report = report;
        _words = words;
        _columns = new(report.Sessions.Count, report.Policy.Counts == CountedUnit.Hours);
        _text = new(_columns.Widths);
        _title = Title();
        _attended = new int[report.Sessions.Count];
    }

    /// <summary>The row of the first student.</summary>
    public int FirstStudent => HeadingRows.Last + 1;

    /// <summary>The row of the last student, once they are written.</summary>
    public int LastStudent { get; private set; }

    private (int First, int Last) HeadingRows => (_title.Rows + 1, _title.Rows + (HoursRow is null ? 3 : 4));

    /// <summary>Only where the course counts hours: the formulas add these up.</summary>
    private int? HoursRow => _columns.HasHours ? _title.Rows + 4 : null;

    /// <summary>How many of the listed students attended a session, once they are written.</summary>
    public int AttendedOf(int session) => _attended[session];

    public Task WriteAsync(WorkbookWriter workbook, CancellationToken cancellationToken)
    {
        var layout = new SheetLayout(
            _words.Term.SheetName,
            _columns.Widths,
            FrozenColumns: TermColumns.Name,
            FrozenRows: HeadingRows.Last,
            HeadingRows,
            _columns.LastPrinted,
            TermWorkbook.Footer(_report.Course.Name, _words)
        );
        return workbook.WriteSheetAsync(
            layout,
            async sheet =>
            {
                List<string> merged = [.. _title.Write(sheet), .. WriteHeadings(sheet)];
                await foreach (var student in _report.Students.WithCancellation(cancellationToken))
                {
                    WriteStudent(sheet, student);
                    await workbook.FlushIfNeededAsync(cancellationToken);
                }

                LastStudent = sheet.Row;
                return merged;
            }
        );
    }

    private SheetTitle Title()
    {
        var course = _report.Course;
        return new SheetTitle(_text, _columns.LastPrinted)
            .With(_report.Origin.Institution, CellStyle.Institution)
            .With($"{course.Name} – {_words.Term.Title}", CellStyle.Title)
            .With(TermWorkbook.PartOf(_report, _words), CellStyle.Institution)
            .WithFacts(
                (_words.Code, course.Code),
                (_words.Section, course.Section),
                (_words.TermName, course.Term.Name),
                (_words.Teachers, string.Join(", ", _report.Teachers)),
                (_words.Dates, TermWorkbook.Dates(_report, _words)),
                (_words.MadeAt, _words.DayAndTime(_report.Origin.ReadAtLocal))
            )
            .WithFacts((_words.Rule, _words.RuleOf(_report.Policy)))
            .With(Legend(), CellStyle.Facts);
    }

    private string Legend() =>
        string.Join(
            "   ",
            Statuses
                .Select(status => _words.Status(status))
                .Select(each => $"{each.Letter} {each.Word}")
                .Append($"( ) {_words.Term.InBrackets}")
        );

    /// <returns>The ranges of cells to merge: a heading that has no date below it stands over all rows.</returns>
    private IEnumerable<string> WriteHeadings(SheetWriter sheet)
    {
        var sessions = _report.Sessions;
        var starts = sessions.Select(each => _report.Origin.Local(each.Session.StartTime)).ToList();
        WriteHeadingRow(sheet, lines: 1, isFirst: true, place => sheet.Number(place + 1, CellStyle.ColumnNumber));
        WriteHeadingRow(sheet, 2.3, isFirst: false, place => sheet.Moment(starts[place].Date, CellStyle.TurnedDate));
        WriteHeadingRow(sheet, 2.3, isFirst: false, place => sheet.TimeOfDay(starts[place], CellStyle.TurnedTime));
        if (HoursRow is not null)
            WriteHeadingRow(
                sheet,
                1.6,
                isFirst: false,
                place => sheet.Number(sessions[place].Hours, CellStyle.TurnedNumber)
            );
        var (first, last) = HeadingRows;
        return Enumerable
            .Range(1, _columns.Widths.Count)
            .Where(column => column < TermColumns.FirstSession || column > _columns.LastSession)
            .Select(column => $"{CellReference.Of(column, first)}:{CellReference.Of(column, last)}");
    }

    private void WriteHeadingRow(SheetWriter sheet, double lines, bool isFirst, Action<int> writeSession)
    {
        sheet.StartRow(lines);
        foreach (var heading in new[] { _words.Number, _words.Name })
            sheet.Text(isFirst ? heading : null, CellStyle.Heading);
        for (var place = 0; place < _report.Sessions.Count; place++)
            writeSession(place);
        foreach (var heading in _words.Term.Totals)
            sheet.Text(isFirst ? heading : null, CellStyle.TurnedHeading);
        string[] hours = _columns.HasHours ? [.. _words.Term.Hours] : [];
        foreach (var heading in _words.Term.Outlook.Concat(hours).Concat(_words.Term.Units))
            sheet.Text(isFirst ? heading : null, CellStyle.Heading);
        sheet.EndRow();
    }

    private void WriteStudent(SheetWriter sheet, TermStudentResponse student)
    {
        var (number, name) = (student.UserSchoolNumber, student.UserFullName);
        sheet.StartRow(_text.LinesOf((number, TermColumns.Number), (name, TermColumns.Name)));
        sheet.Text(number, CellStyle.Exact);
        sheet.Text(name, CellStyle.Text);
        foreach (var (status, place) in student.Cells.Select((status, place) => (status, place)))
        {
            var isNotCounted = student.NotCounted.Contains(place);
            var letter = CourseReportFile.CellOf(_words.Status(status).Letter, status, isNotCounted);
            sheet.Text(letter, isNotCounted ? CellStyle.NotCounted : TermWorkbook.StyleOf(status));
            if (!isNotCounted && status is (AttendanceStatus.Present or AttendanceStatus.Late))
                _attended[place]++;
        }

        new TermTotals(sheet, new(_columns, _report.Policy, _words, HoursRow, sheet.Row), _words).Write(student);
        sheet.EndRow();
    }
}
