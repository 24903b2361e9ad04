namespace Attn.Domain;

/// <summary>What a report says about one student in one class session.</summary>
public enum AttendanceStatus
{
    Present,

    /// <summary>Present, later than the class session allows.</summary>
    Late,

    /// <summary>Not there, and the teacher does not count it.</summary>
    Excused,

    /// <summary>Not there, whatever the reason. A missing record is this too.</summary>
    Absent,

    /// <summary>A face check has no verdict yet.</summary>
    Pending,
}

public static class AttendanceStatuses
{
    /// <param name="standing">What the record says; <c>null</c>: there is none.</param>
    public static AttendanceStatus Of(ClassSession session, Standing? standing)
    {
        if (standing is null or { IsDeleted: true })
            return AttendanceStatus.Absent;
        if (standing.IsAttended)
            return standing.IsLate(session) ? AttendanceStatus.Late : AttendanceStatus.Present;
        if (standing.WaitsForVerdict())
            return AttendanceStatus.Pending;
        return standing.Excused ? AttendanceStatus.Excused : AttendanceStatus.Absent;
    }
}
