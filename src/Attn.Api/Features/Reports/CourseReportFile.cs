using System.Globalization;

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
            .. student.Cells.Select(ReportCells.Word),
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
        ];
}
