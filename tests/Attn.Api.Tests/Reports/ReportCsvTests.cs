using Attn.Api.Features.Reports;
using Attn.Api.Features.Reports.Words;
using static Attn.Api.Tests.Reports.SampleReport;

namespace Attn.Api.Tests.Reports;

/// <summary>Reports as CSV: for programs in English, for a Turkish Excel in Turkish.</summary>
public sealed class ReportCsvTests
{
    [Theory]
    [InlineData("0401230011", true)]
    [InlineData("123456789012", true)]
    [InlineData("1E5", true)]
    [InlineData("12e34", true)]
    [InlineData("10.50", true)]
    [InlineData("100.0", true)]
    [InlineData("3-4", true)]
    [InlineData("12345678901", false)]
    [InlineData("BM401", false)]
    [InlineData("-5", false)]
    [InlineData("1\"&A1", false)]
    public void Numbers_that_excel_would_change_are_kept(string number, bool isKept) =>
        Assert.Equal(isKept ? $"=\"{number}\"" : null, (KeptDigits.Of(number) as KeptDigits)?.Text);

    [Fact]
    public async Task Limit_and_list_are_marked_in_the_last_columns()
    {
        var report = Of(BySessions, sessions: 14, students: 40);
        var students = await report.Students.ToListAsync();
        Assert.Contains(students, student => student is { IsBelowLimit: true, Enrolled: true });
        Assert.Contains(students, student => student.Enrolled is false);
        foreach (var language in Enum.GetValues<ReportLanguage>())
        {
            var words = ReportWords.In(language);
            var lines = await LinesAsync(CourseReportFile.Of(report, ReportFormat.SemicolonCsv, language));
            Assert.Equal(words.Term.CsvTotals.TakeLast(4), lines[0].TakeLast(4));
            foreach (var (student, line) in students.Zip(lines.Skip(1)))
                Assert.Equal(
                    [
                        student.IsBelowLimit ? words.Yes : words.No,
                        "70",
                        student.Sum.Exempt ? words.Yes : words.No,
                        student.Enrolled is true ? words.Yes : words.No,
                    ],
                    line.TakeLast(4)
                );
        }
    }

    [Fact]
    public async Task Class_sessions_of_one_minute_have_headings_of_their_own()
    {
        var report = Of(BySessions, sessions: 3, students: 1);
        var twice = report with { Sessions = [report.Sessions[0], report.Sessions[0], report.Sessions[1]] };
        var lines = await LinesAsync(CourseReportFile.Of(twice, ReportFormat.SemicolonCsv, ReportLanguage.English));
        Assert.Equal(["2026-09-14 09:00", "2026-09-14 09:00 (2)", "2026-09-14 11:00"], lines[0][2..5]);
    }

    [Fact]
    public async Task Times_are_those_of_the_language()
    {
        foreach (var (language, time) in new[] { (default(ReportLanguage), "2026-09-14 09:03:00"), Turkish("09:03") })
        {
            var lines = await LinesAsync(SessionReportFile.Of(OfSession(1), ReportFormat.SemicolonCsv, language));
            Assert.Equal(time, lines[1][3]);
        }
    }

    [Fact]
    public async Task Who_is_not_on_the_list_or_not_enrolled_that_day_is_marked()
    {
        foreach (
            var (language, stranger, other) in new[]
            {
                (ReportLanguage.English, "not_enrolled", "not_expected"),
                (ReportLanguage.Turkish, "Sınıf listesinde yok", "O gün derse kayıtlı değil"),
            }
        )
        {
            var lines = await LinesAsync(SessionReportFile.Of(OfSession(11), ReportFormat.SemicolonCsv, language));
            Assert.Equal(["", stranger, other, ""], lines.Skip(8).Select(line => line[^1]));
        }
    }

    private static (ReportLanguage Language, string Time) Turkish(string time) =>
        (ReportLanguage.Turkish, $"14.09.2026 {time}");

    private static async Task<List<string[]>> LinesAsync(ReportFile file) =>
        [
            .. (await SaveAsync(file))
                .Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(';')),
        ];
}
