using System.Runtime.InteropServices;

namespace Attn.Domain;

/// <summary>How often a student, or a class, was what.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AttendanceTally(int Present, int Late, int Excused, int Absent, int Pending)
{
    /// <summary>Late counts as there.</summary>
    public int Attended => Present + Late;

    /// <summary>All of them: the class sessions that were held, or the students of one.</summary>
    public int Held => Present + Late + Excused + Absent + Pending;

    public AttendanceTally With(AttendanceStatus status) =>
        status switch
        {
            AttendanceStatus.Present => this with { Present = Present + 1 },
            AttendanceStatus.Late => this with { Late = Late + 1 },
            AttendanceStatus.Excused => this with { Excused = Excused + 1 },
            AttendanceStatus.Absent => this with { Absent = Absent + 1 },
            AttendanceStatus.Pending => this with { Pending = Pending + 1 },
        };
}
