using System.Globalization;
using Attn.Api.Features.Reports;
using Attn.Api.Features.Reports.Words;
using Attn.Domain;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using static Attn.Api.Tests.Reports.SampleReport;

namespace Attn.Api.Tests.Reports;

/// <summary>Workbooks as somebody opens, checks, prints and hands them in.</summary>
public sealed class WorkbookTests
{
    private static readonly string[] OddNames =
    [
        "=1+1",
        "@ömer",
        "-5 puan",
        "+90 555",
        "'apostrophe",
        "a_x0041_b",
        "<b>&amp;\"quoted\"</b>",
        "Ğ😀 İıŞş 👩‍🎓",
        new string('W', 200),
        string.Join(' ', Enumerable.Repeat("Uzun", 40)),
        "  blanks  ",
    ];

    [Theory]
    [InlineData(false, 9, 62)]
    [InlineData(true, 9, 62)]
    [InlineData(false, 0, 3)]
    [InlineData(true, 0, 3)]
    [InlineData(false, 3, 0)]
    [InlineData(true, 200, 5)]
    public async Task Microsofts_validator_finds_no_fault(bool countsHours, int sessions, int students)
    {
        var report = Of(countsHours ? ByHours : BySessions, sessions, students, "Ders & \"<Adı>\"", OddNames);
        foreach (var language in Enum.GetValues<ReportLanguage>())
        {
            AssertValid(await WorkbookAsync(report, language));
            AssertValid(await WorkbookAsync(OfSession(students, OddNames), language));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Figures_are_those_of_the_json_and_formulas_come_to_them(bool countsHours)
    {
        var report = Of(countsHours ? ByHours : BySessions, sessions: 14, students: 40);
        var students = await report.Students.ToListAsync();
        foreach (var language in Enum.GetValues<ReportLanguage>())
        {
            var sheets = WorkbookFile.Read(await WorkbookAsync(report, language));
            var words = ReportWords.In(language);
            var sheet = sheets[0];
            var headings = sheet.RowOf(words.Number);
            foreach (var student in students)
            {
                var row = sheet.RowOf(student.UserSchoolNumber);
                foreach (var (heading, value) in FiguresOf(student, words))
                    Assert.Equal(
                        (heading, value),
                        (heading, NumberOrNull(sheet[row, sheet.ColumnOf(heading, headings)]))
                    );
                Assert.Equal(
                    student.Enrolled is false ? words.Term.NotOnList
                        : student.IsBelowLimit ? words.Term.BelowLimit
                        : student.Sum.Exempt ? words.Term.Exempt
                        : "",
                    sheet[row, sheet.ColumnOf(words.Term.Totals[^1], headings)]
                );
                Assert.Equal(
                    student.Cells.Select(
                        (status, place) =>
                            !student.NotCounted.Contains(place) ? words.Status(status).Letter
                            : status == AttendanceStatus.Absent ? ""
                            : $"({words.Status(status).Letter})"
                    ),
                    Enumerable.Range(3, student.Cells.Count).Select(column => sheet[row, column])
                );
            }

            AssertFormulas(sheets, atLeast: 40 * 15);
        }
    }

    [Fact]
    public async Task Second_sheet_lists_every_class_session_with_who_attended()
    {
        var report = Of(BySessions, sessions: 9, students: 30);
        var students = await report.Students.ToListAsync();
        var sheets = WorkbookFile.Read(await WorkbookAsync(report, ReportLanguage.Turkish));
        Assert.Equal(["Devam", "Oturumlar"], sheets.Select(each => each.Name));
        var sheet = sheets[1];
        var first = sheet.RowOf("No") + 1;
        var rows = Enumerable.Range(first, sheet.LastRow - first + 1).ToList();

        Assert.Equal(10, rows.Count);
        Assert.Equal(["Yapıldı", "Yapıldı", "İptal edildi"], rows.Take(3).Select(row => sheet[row, 5]));
        var start = report.Origin.Local(report.Sessions[0].Session.StartTime);
        Assert.Equal(start, DateTime.FromOADate((double)(sheet.Number(first, 2) + sheet.Number(first, 3))), OneSecond);
        foreach (var row in rows.Where(row => sheet[row, 5] == "Yapıldı"))
        {
            var place = (int)sheet.Number(row, 1) - 1;
            Assert.Equal(
                students.Count(student =>
                    !student.NotCounted.Contains(place)
                    && student.Cells[place] is AttendanceStatus.Present or AttendanceStatus.Late
                    && !student.NotCounted.Contains(place)
                ),
                sheet.Number(row, 7)
            );
        }

        Assert.Equal(["", "", "Ill"], rows.Take(3).Select(row => sheet[row, 8]));
    }

    [Theory]
    [InlineData(false, 9)]
    [InlineData(true, 9)]
    [InlineData(false, 42)]
    [InlineData(true, 42)]
    public async Task Headings_leave_room_for_students(bool countsHours, int sessions)
    {
        var report = Of(countsHours ? ByHours : BySessions, sessions, students: 3);
        var longName = string.Join(' ', Enumerable.Repeat("Uzun", 100));
        foreach (var language in Enum.GetValues<ReportLanguage>())
        {
            Assert.InRange(FrozenHeight(await WorkbookAsync(report, language)), 1, 200);
            var named = report with { Course = report.Course with { Name = longName } };
            Assert.InRange(FrozenHeight(await WorkbookAsync(named, language)), 1, 220);
        }
    }

    [Fact]
    public async Task Where_sessions_are_counted_no_column_has_hours()
    {
        foreach (var language in Enum.GetValues<ReportLanguage>())
        {
            var words = ReportWords.In(language);
            string[] hours = [.. words.Term.Hours, words.Sessions.Headings[5]];
            var bySessions = WorkbookFile.Read(await WorkbookAsync(Of(BySessions, 3, 3), language));
            Assert.DoesNotContain(Texts(bySessions), hours.Contains);
            var byHours = WorkbookFile.Read(await WorkbookAsync(Of(ByHours, 3, 3), language));
            Assert.Equal(hours.Order(), Texts(byHours).Intersect(hours).Order());
        }
    }

    [Fact]
    public async Task A_part_says_so_in_title_and_name()
    {
        var report = Of(BySessions, 3, 3, courseName: "Calculus") with
        {
            Filter = new(TermPartQuery.BelowLimit, InARow: 3),
            FirstDay = new(2026, 9, 1),
            After = "0100",
            LastNumber = "0200",
        };
        var sheets = WorkbookFile.Read(await WorkbookAsync(report, ReportLanguage.Turkish));
        foreach (var sheet in sheets)
            Assert.Contains(
                Enumerable.Range(1, 6).Select(row => sheet[row, 1]),
                line =>
                    line
                    == "Yalnız sınırın altındaki öğrenciler   ·   "
                        + "Öğrencilerin bir bölümü: 0100 numaradan sonrakiler, 0200 numaraya kadar"
            );
        Assert.Equal("calculus-below-limit-from-2026-09-01-part-2026-12-23.xlsx", await NameAsync(report));
        var missed = report with { Filter = new(TermPartQuery.Missed, 4), FirstDay = null, After = null };
        Assert.Equal("calculus-missed-4-in-a-row-2026-12-23.xlsx", await NameAsync(missed with { LastNumber = null }));
        Assert.Equal("calculus-2026-12-23.xlsx", await NameAsync(Of(BySessions, 3, 3, courseName: "Calculus")));
    }

    [Fact]
    public async Task A_session_that_is_running_says_so()
    {
        var past = OfSession(1);
        var running = past with { Origin = past.Origin with { ReadAt = past.Session.StartTime.AddMinutes(5) } };
        foreach (var (report, isRunning) in new[] { (past, false), (running, true) })
        {
            var sheet = WorkbookFile.Read(await WorkbookAsync(report, ReportLanguage.Turkish))[0];
            Assert.Equal($"İleri Şifreleme – Yoklama{(isRunning ? " – oturum sürüyor" : "")}", sheet[1, 1]);
        }
    }

    [Fact]
    public async Task Title_names_the_rule()
    {
        var sheet = WorkbookFile.Read(await WorkbookAsync(Of(ByHours, 3, 3), ReportLanguage.Turkish))[0];
        Assert.Contains(
            "Kural: devam sınırı %66,7; saat sayılır; 2 geç kalma 1 devamsızlıktır; izinli katılmış sayılır",
            Enumerable.Range(1, 6).Select(row => sheet[row, 1])
        );
    }

    [Fact]
    public async Task Two_sessions_of_one_day_have_headings_of_their_own()
    {
        var report = Of(BySessions, sessions: 6, students: 1);
        var sheet = WorkbookFile.Read(await WorkbookAsync(report, ReportLanguage.English))[0];
        var row = sheet.RowOf("Student number");
        var starts = Enumerable
            .Range(3, 6)
            .Select(column =>
                DateTime.FromOADate((double)(sheet.Number(row + 1, column) + sheet.Number(row + 2, column)))
            )
            .ToList();
        Assert.Equal(starts[0].Date, starts[1].Date);
        Assert.Equal(6, starts.Distinct().Count());
        foreach (var (session, shown) in report.Sessions.Zip(starts))
            Assert.Equal(report.Origin.Local(session.Session.StartTime), shown, OneSecond);
    }

    [Fact]
    public async Task Sheet_of_a_session_has_the_words_and_totals_of_its_students_and_says_nothing_twice()
    {
        foreach (var language in Enum.GetValues<ReportLanguage>())
        {
            var words = ReportWords.In(language);
            var sheets = WorkbookFile.Read(await WorkbookAsync(OfSession(31), language));
            var sheet = Assert.Single(sheets);
            var first = sheet.RowOf(words.Number) + 1;
            Assert.Equal(
                new[] { "Present", "Late", "Pending", "NotAccepted", "Excused", "Absent" }.Select(name =>
                    words.Status(Enum.Parse<AttendanceStatus>(name)).Word
                ),
                Enumerable.Range(first, 6).Select(row => sheet[row, 3])
            );
            Assert.Equal(words.Reason(ReasonCode.WifiFailed), sheet[first + 3, 5]);
            Assert.Equal("-5 puan", sheet[first + 4, 5]);
            Assert.Equal(31, sheet.Number(sheet.LastRow - 1, 3));
            // Two are not on the list, and two not enrolled on the day.
            Assert.Equal((words.Session.Expected, 27m), (sheet[sheet.LastRow, 2], sheet.Number(sheet.LastRow, 3)));
            Assert.Equal(
                ["", words.Flag(RecordFlag.NotEnrolled), words.NotEnrolledThatDay, ""],
                Enumerable.Range(first + 7, 4).Select(row => sheet[row, 8])
            );
            // The reader of class lists stops there.
            Assert.Equal(31, Enumerable.Range(first, 40).TakeWhile(row => sheet[row, 2].Length > 0).Count());
            AssertFormulas(sheets, atLeast: 8);
        }
    }

    [Fact]
    public async Task Texts_stand_as_they_are_and_no_text_is_a_formula()
    {
        var control = "a\u0001b\u0000";
        string[] names = [.. OddNames, control];
        var term = WorkbookFile.Read(await WorkbookAsync(Of(BySessions, 2, names.Length, "=2+2", names), default))[0];
        var session = WorkbookFile.Read(await WorkbookAsync(OfSession(names.Length, names), default))[0];
        foreach (var sheet in new[] { term, session })
        {
            var first = sheet.RowOf("0502000000");
            foreach (var (name, row) in names.Select((name, place) => (name, first + place)))
            {
                Assert.Equal(name == control ? "a\uFFFDb\uFFFD" : name, sheet[row, 2]);
                Assert.True(sheet.Cells[(row, 2)].IsText);
            }

            Assert.DoesNotContain(sheet.Cells.Values, cell => cell is { IsText: true, Formula: not null });
        }
    }

    [Fact]
    public void Letters_of_a_language_differ_in_any_case()
    {
        foreach (var language in Enum.GetValues<ReportLanguage>())
        {
            var letters = Enum.GetValues<AttendanceStatus>()
                .Select(status => ReportWords.In(language).Status(status).Letter)
                .ToList();
            Assert.All(letters, letter => Assert.Equal(1, letter.Length));
            Assert.Equal(letters.Count, letters.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        }
    }

    [Fact]
    public void Both_languages_name_every_column()
    {
        var (english, turkish) = (ReportWords.In(ReportLanguage.English), ReportWords.In(ReportLanguage.Turkish));
        Assert.Equal(english.Term.Totals.Count, turkish.Term.Totals.Count);
        Assert.Equal(english.Term.Outlook.Count, turkish.Term.Outlook.Count);
        Assert.Equal(english.Term.Hours.Count, turkish.Term.Hours.Count);
        Assert.Equal(english.Term.Units.Count, turkish.Term.Units.Count);
        Assert.Equal(english.Sessions.Headings.Count, turkish.Sessions.Headings.Count);
        Assert.Equal(english.Term.CsvTotals.Count, turkish.Term.CsvTotals.Count);
        Assert.Equal(english.Session.Headings.Count, turkish.Session.Headings.Count);
        foreach (var words in new[] { english, turkish })
        {
            List<string> headings =
            [
                .. words.Term.Totals,
                .. words.Term.Outlook,
                .. words.Term.Hours,
                .. words.Term.Units,
            ];
            Assert.Equal(headings.Count, headings.Distinct(StringComparer.Ordinal).Count());
        }
    }

    [Fact]
    public async Task Prints_landscape_on_a4_as_wide_as_a_page_with_headings_and_names_on_each()
    {
        using var stream = new MemoryStream(await WorkbookAsync(Of(BySessions, 9, 20), ReportLanguage.Turkish));
        using var document = SpreadsheetDocument.Open(stream, isEditable: false);
        foreach (var part in document.WorkbookPart!.WorksheetParts)
        {
            var setup = Assert.Single(part.Worksheet!.Elements<PageSetup>());
            Assert.Equal(OrientationValues.Landscape, setup.Orientation!.Value);
            Assert.Equal((9u, 1u, 0u), (setup.PaperSize!.Value, setup.FitToWidth!.Value, setup.FitToHeight!.Value));
            Assert.True(part.Worksheet.SheetProperties!.PageSetupProperties!.FitToPage!.Value);
            Assert.Contains("Sayfa &P / &N", part.Worksheet.Elements<HeaderFooter>().Single().OddFooter!.Text);
            Assert.Equal(PaneStateValues.Frozen, part.Worksheet.Descendants<Pane>().Single().State!.Value);
        }

        var names = document.WorkbookPart.Workbook!.DefinedNames!.Elements<DefinedName>().ToList();
        Assert.Contains(
            names,
            name => name is { Name.Value: "_xlnm.Print_Titles", Text: "'Devam'!$A:$B,'Devam'!$6:$8" }
        );
        Assert.Contains(names, name => name is { Name.Value: "_xlnm.Print_Area", Text: "'Devam'!$A$1:$S$28" });
    }

    private static async Task<string> NameAsync(CourseReport report) =>
        (await SaveAsync(CourseReportFile.Of(report, ReportFormat.Xlsx, ReportLanguage.English))).Name;

    private static IEnumerable<string> Texts(List<FileSheet> sheets) =>
        sheets.SelectMany(sheet => sheet.Cells.Values).Where(cell => cell.IsText).Select(cell => cell.Value).Distinct();

    /// <summary>Of the first sheet, in points.</summary>
    private static double FrozenHeight(byte[] file)
    {
        using var stream = new MemoryStream(file);
        using var document = SpreadsheetDocument.Open(stream, isEditable: false);
        var workbook = document.WorkbookPart!;
        var first = workbook.Workbook!.Sheets!.Elements<Sheet>().First();
        var sheet = ((WorksheetPart)workbook.GetPartById(first.Id!)).Worksheet!;
        var frozen = (int)sheet.Descendants<Pane>().Single().VerticalSplit!.Value;
        return sheet.Descendants<Row>().Take(frozen).Sum(row => row.Height?.Value ?? 15);
    }

    private static TimeSpan OneSecond => TimeSpan.FromSeconds(1);

    private static decimal? NumberOrNull(string text) =>
        text.Length == 0 ? null : decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static IEnumerable<(string Heading, decimal? Value)> FiguresOf(
        TermStudentResponse student,
        ReportWords words
    )
    {
        var sum = student.Sum;
        decimal?[] totals =
        [
            student.Attended,
            student.Late,
            student.Excused,
            student.Absent,
            student.NotAccepted,
            student.Pending,
            student.Percentage / 100,
        ];
        decimal?[] outlook = [student.MayStillMiss, student.MissedInARow];
        decimal?[] hours = [student.HoursAttended, student.HoursMissed];
        decimal?[] units =
        [
            sum.Present,
            sum.Late,
            sum.LateAbsences,
            sum.Excused,
            sum.ExcusedAttended,
            sum.ExcusedNotCounted,
            sum.Absent,
            sum.Pending,
            sum.Held,
            sum.Attended,
            sum.Counted,
            sum.Planned,
            sum.Remaining,
            sum.NotHeld,
            sum.BeforeEnrolment,
            sum.AfterEnrolment,
        ];
        return
        [
            .. words.Term.Totals.Zip(totals),
            .. words.Term.Outlook.Skip(1).Zip(outlook),
            .. words.Term.Hours.Zip(hours).Where(_ => sum.Unit == CountedUnit.Hours),
            .. words.Term.Units.Skip(1).Zip(units),
        ];
    }

    /// <summary>Each formula, computed anew, comes to the figure that was stored with it.</summary>
    private static void AssertFormulas(List<FileSheet> sheets, int atLeast)
    {
        var evaluator = new FormulaEvaluator(sheets);
        var count = 0;
        foreach (var sheet in sheets)
        {
            foreach (var (at, cell) in sheet.Cells.Where(each => each.Value.Formula is not null))
            {
                Assert.Equal(
                    (cell.Formula, (object)(NumberOrNull(cell.Value) ?? (object)"")),
                    (cell.Formula, evaluator.Value(sheet, at))
                );
                count++;
            }
        }

        Assert.True(count >= atLeast, $"{count} formulas");
    }

    private static void AssertValid(byte[] file)
    {
        using var stream = new MemoryStream(file);
        using var workbook = SpreadsheetDocument.Open(stream, isEditable: false);
        foreach (var version in new[] { FileFormatVersions.Office2019, FileFormatVersions.Microsoft365 })
            Assert.Empty(
                new OpenXmlValidator(version)
                    .Validate(workbook)
                    .Select(error => $"{error.Path?.XPath} {error.Description}")
            );
    }
}
