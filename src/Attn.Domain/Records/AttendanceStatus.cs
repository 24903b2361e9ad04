namespace Attn.Domain;

/// <summary>
/// The one word for a student in a class session. Everybody expected or recorded has exactly one; every screen, figure
/// and report takes it from <see cref="AttendanceStatuses.Of"/>.
/// </summary>
public enum AttendanceStatus
{
    Present,

    /// <summary>Present, later than the class session allows.</summary>
    Late,

    /// <summary>A face check has no verdict yet.</summary>
    Pending,

    /// <summary>The try failed, or the teacher rejected it. It counts like an absence.</summary>
    NotAccepted,

    /// <summary>Absent with an excuse: it does not count against the student.</summary>
    Excused,

    /// <summary>Expected, and without a record.</summary>
    Absent,
}

public static class AttendanceStatuses
{
    /// <param name="state">What the record says; <c>null</c>: there is none.</param>
    public static AttendanceStatus Of(ClassSession session, RecordState? state) =>
        state is null or { IsDeleted: true }
            ? AttendanceStatus.Absent
            : RecordStatuses.Of(session, state) switch
            {
                RecordStatus.Present => AttendanceStatus.Present,
                RecordStatus.Late => AttendanceStatus.Late,
                RecordStatus.Pending => AttendanceStatus.Pending,
                RecordStatus.NotAccepted => AttendanceStatus.NotAccepted,
                RecordStatus.Excused => AttendanceStatus.Excused,
            };
}
