using System.Globalization;
using Attn.Domain;

namespace Attn.Api.Features.Reports;

/// <summary>
/// The report of a course as a file: a row for each student, a column for each class session, and totals.
/// </summary>
internal static class CourseReportFile
{
    private static readonly string[] Totals =
    [
        "Attended",
        "Late",
        "Excused",
        "Absent",
        "Percentage",
        "Hours attended",
        "Hours missed",
        "Can still reach",
        "Not accepted",
        "Pending",
        "Counted in",
        "Present units",
        "Late units",
        "Late absences",
        "Excused as attended",
        "Excused not counted",
        "Attended units",
        "Counted units",
        "Planned units",
    ];

    public static ReportFile Of(CourseReport report, ReportFormat format)
    {
        string[] header =
        [
            "Student number",
            "Name",
            .. report.Sessions.Select(session => HeadingOf(session.StartTime, report.Zone)),
            .. Totals,
        ];
        var day = ReportCells.Local(report.ReadAt, report.Zone);
        return new(report.Course.Name, day, new(header, report.Students.Select(RowOf)), format);
    }

    private static string HeadingOf(DateTimeOffset startTime, TimeZoneInfo zone) =>
        ReportCells.Local(startTime, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static object?[] RowOf(TermStudentResponse student) =>
        [
            student.UserSchoolNumber,
            student.UserFullName,
            .. student.Cells.Select((status, place) => CellOf(status, student.NotCounted.Contains(place))),
            student.Attended,
            student.Late,
            student.Excused,
            student.Absent,
            student.Percentage,
            student.HoursAttended,
            student.HoursMissed,
            student.CanStillReach is { } can ? (can ? "yes" : "no") : null,
            student.NotAccepted,
            student.Pending,
            ReportCells.Word(student.Sum.Unit),
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
    private static string? CellOf(AttendanceStatus status, bool isNotCounted)
    {
        var word = ReportCells.Word(status);
        return !isNotCounted ? word
            : status == AttendanceStatus.Absent ? null
            : $"({word})";
    }
}
