namespace Attn.Api.Features.Reports;

/// <summary>The report of a class session as a file: a row for each student.</summary>
internal static class SessionReportFile
{
    private static readonly string[] Header =
    [
        "Student number",
        "Name",
        "Status",
        "Time",
        "Reason",
        "Note",
        "Decided by",
        "Refused face checks",
        "Flags",
    ];

    public static ReportFile Of(SessionReport report, ReportFormat format)
    {
        var rows = report
            .Students.Select(student => SessionStudentResponse.Of(report.Session, student))
            .Select(student => RowOf(student, report.Zone));
        var day = ReportCells.Local(report.Session.StartTime, report.Zone);
        return new(report.Session.LessonName, day, new(Header, rows), format);
    }

    private static object?[] RowOf(SessionStudentResponse student, TimeZoneInfo zone) =>
        [
            student.UserSchoolNumber,
            student.UserFullName,
            ReportCells.Word(student.Status),
            student.AttendanceTime is { } at ? ReportCells.Local(at, zone) : null,
            student.FailReason,
            student.Note,
            student.DecidedBy?.ToString().ToLowerInvariant(),
            student.RefusedFaceChecks,
            string.Join(' ', student.Flags.Select(ReportCells.Word)),
        ];
}
