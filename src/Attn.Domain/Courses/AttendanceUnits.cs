using System.Runtime.InteropServices;

namespace Attn.Domain;

/// <summary>A student's sessions or hours by status.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AttendanceUnits(
    decimal Present,
    decimal Late,
    decimal Excused,
    decimal Absent,
    decimal Pending
)
{
    public AttendanceUnits With(AttendanceStatus status, decimal units) =>
        status switch
        {
            AttendanceStatus.Present => this with { Present = Present + units },
            AttendanceStatus.Late => this with { Late = Late + units },
            AttendanceStatus.Excused => this with { Excused = Excused + units },
            AttendanceStatus.NotAccepted or AttendanceStatus.Absent => this with { Absent = Absent + units },
            AttendanceStatus.Pending => this with { Pending = Pending + units },
        };
}
