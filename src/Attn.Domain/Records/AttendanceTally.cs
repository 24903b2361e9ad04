using System.Runtime.InteropServices;

namespace Attn.Domain;

/// <summary>Counts each status, over a student's class sessions or over the students of a class session.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AttendanceTally(
    int Present,
    int Late,
    int Excused,
    int Absent,
    int Pending,
    int NotAccepted = 0
)
{
    /// <summary>Late counts as attended.</summary>
    public int Attended => Present + Late;

    /// <summary>All six together: the class sessions held, or the students of one.</summary>
    public int Held => Present + Late + Pending + NotAccepted + Excused + Absent;

    public static AttendanceTally Of(IEnumerable<AttendanceStatus> statuses) =>
        statuses.Aggregate(new AttendanceTally(), (counted, status) => counted.With(status));

    public int CountOf(AttendanceStatus status) =>
        status switch
        {
            AttendanceStatus.Present => Present,
            AttendanceStatus.Late => Late,
            AttendanceStatus.Pending => Pending,
            AttendanceStatus.NotAccepted => NotAccepted,
            AttendanceStatus.Excused => Excused,
            AttendanceStatus.Absent => Absent,
        };

    public AttendanceTally With(AttendanceStatus status) =>
        status switch
        {
            AttendanceStatus.Present => this with { Present = Present + 1 },
            AttendanceStatus.Late => this with { Late = Late + 1 },
            AttendanceStatus.Pending => this with { Pending = Pending + 1 },
            AttendanceStatus.NotAccepted => this with { NotAccepted = NotAccepted + 1 },
            AttendanceStatus.Excused => this with { Excused = Excused + 1 },
            AttendanceStatus.Absent => this with { Absent = Absent + 1 },
        };
}
