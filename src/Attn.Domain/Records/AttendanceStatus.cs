namespace Attn.Domain;

/// <summary>What a report says about one student in one class session.</summary>
public enum AttendanceStatus
{
    Present,

    /// <summary>Present, later than the class session allows.</summary>
    Late,

    /// <summary>Absent with an excuse: it does not count against the student.</summary>
    Excused,

    /// <summary>Not there, for whatever reason, or without a record.</summary>
    Absent,

    /// <summary>A face check has no verdict yet.</summary>
    Pending,
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
                RecordStatus.Excused => AttendanceStatus.Excused,
                RecordStatus.NotAccepted => AttendanceStatus.Absent,
            };
}
