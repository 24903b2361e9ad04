namespace Attn.Domain;

/// <summary>The result of one record; every screen shows this.</summary>
public enum RecordStatus
{
    Present,

    /// <summary>Present, later than the class session allows.</summary>
    Late,

    /// <summary>A face check has no verdict yet.</summary>
    Pending,

    /// <summary>The try failed, or the teacher rejected it.</summary>
    NotAccepted,

    /// <summary>Absent with an excuse: it does not count against the student.</summary>
    Excused,
}

public static class RecordStatuses
{
    public static RecordStatus Of(ClassSession session, RecordState state)
    {
        if (state.IsAttended)
            return state.IsLate(session) ? RecordStatus.Late : RecordStatus.Present;
        if (state.WaitsForVerdict())
            return RecordStatus.Pending;
        return state.Excused ? RecordStatus.Excused : RecordStatus.NotAccepted;
    }
}
