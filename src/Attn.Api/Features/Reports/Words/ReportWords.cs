using System.Globalization;
using Attn.Api.Features.Reports.Workbooks;
using Attn.Domain;

namespace Attn.Api.Features.Reports.Words;

/// <summary>Everything that the files of reports say, in one language.</summary>
internal sealed record ReportWords
{
    public required WorkbookFormats Formats { get; init; }

    /// <summary>Of a day in a text.</summary>
    public required string DayPattern { get; init; }

    public required TermWords Term { get; init; }

    public required SessionsWords Sessions { get; init; }

    public required SessionWords Session { get; init; }

    public required string Number { get; init; }

    public required string Name { get; init; }

    public required string Code { get; init; }

    public required string Section { get; init; }

    public required string TermName { get; init; }

    public required string Teachers { get; init; }

    /// <summary>Of one class session.</summary>
    public required string Date { get; init; }

    /// <summary>Of a term, or of a part of one.</summary>
    public required string Dates { get; init; }

    /// <summary>Before the rule by which a course counts.</summary>
    public required string Rule { get; init; }

    /// <summary>By which a course counts, in one line.</summary>
    public required Func<CoursePolicy, string> RuleOf { get; init; }

    public required string MadeAt { get; init; }

    public required string Yes { get; init; }

    public required string No { get; init; }

    /// <summary>Of the page and of all pages, in Excel's codes.</summary>
    public required string Page { get; init; }

    public required Func<AttendanceStatus, StatusWords> Status { get; init; }

    public required Func<CountedUnit, string> Unit { get; init; }

    public required Func<ReasonCode, string> Reason { get; init; }

    public required Func<RecordFlag, string> Flag { get; init; }

    public required Func<DecidedBy, string> Decider { get; init; }

    /// <summary>On the class list, but not enrolled on the session's day.</summary>
    public required string NotEnrolledThatDay { get; init; }

    /// <summary>What is to be looked at in a student's record of a session.</summary>
    public string Remarks(SessionStudent student)
    {
        var flags = student.Flags.ToList().Select(Flag);
        return string.Join(", ", student.IsOnOtherDays ? flags.Append(NotEnrolledThatDay) : flags);
    }

    public string Day(DateOnly day) => day.ToString(DayPattern, CultureInfo.InvariantCulture);

    public string DayAndTime(DateTime time) => time.ToString($"{DayPattern} HH:mm", CultureInfo.InvariantCulture);

    public static ReportWords In(ReportLanguage language) =>
        language switch
        {
            ReportLanguage.English => EnglishWords.All,
            ReportLanguage.Turkish => TurkishWords.All,
        };
}

/// <param name="Letter">One, and no other status of the language has it, in any case.</param>
/// <param name="Word">The whole word.</param>
internal sealed record StatusWords(string Letter, string Word);

/// <summary>The sheet of students by class sessions.</summary>
internal sealed record TermWords
{
    public required string SheetName { get; init; }

    public required string Title { get; init; }

    public required string InBrackets { get; init; }

    /// <summary>Which students are listed, where not all are.</summary>
    public required Func<TermFilter, string?> Filter { get; init; }

    /// <summary>Before the numbers of a part of the students.</summary>
    public required string Part { get; init; }

    /// <summary>Of a part that begins after this number.</summary>
    public required Func<string, string> After { get; init; }

    /// <summary>Of a part that ends with this number, although more students come after.</summary>
    public required Func<string, string> UpTo { get; init; }

    /// <summary>Of the figures after the letters, in the order of <see cref="TermColumns"/>.</summary>
    public required IReadOnlyList<string> Totals { get; init; }

    /// <summary>Of what is still possible, and the longest run of absences.</summary>
    public required IReadOnlyList<string> Outlook { get; init; }

    /// <summary>Of the hours, only where the course counts hours.</summary>
    public required IReadOnlyList<string> Hours { get; init; }

    /// <summary>Of what the percentage is made of, in the order of <see cref="TermColumns"/>.</summary>
    public required IReadOnlyList<string> Units { get; init; }

    public required string BelowLimit { get; init; }

    public required string Exempt { get; init; }

    public required string NotOnList { get; init; }

    /// <summary>In the order of the columns of version 0.1.</summary>
    public required IReadOnlyList<string> CsvTotals { get; init; }
}

/// <summary>The sheet of class sessions.</summary>
internal sealed record SessionsWords
{
    public required string SheetName { get; init; }

    public required string Title { get; init; }

    /// <summary>
    /// In the order of <see cref="SessionsSheet"/>; that of the hours only where the course counts them.
    /// </summary>
    public required IReadOnlyList<string> Headings { get; init; }

    public required string Held { get; init; }

    public required string Cancelled { get; init; }

    /// <summary>Finished before its start.</summary>
    public required string NotHeld { get; init; }
}

/// <summary>The sheet of one class session.</summary>
internal sealed record SessionWords
{
    public required string SheetName { get; init; }

    public required string Title { get; init; }

    public required IReadOnlyList<string> Headings { get; init; }

    public required IReadOnlyList<string> CsvHeadings { get; init; }

    /// <summary>Of a session that has not ended yet.</summary>
    public required string IsRunning { get; init; }

    public required string Attended { get; init; }

    public required string Expected { get; init; }

    public required string All { get; init; }
}
