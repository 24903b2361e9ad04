namespace Attn.Domain;

/// <summary>What one record amounts to.</summary>
public enum RecordStatus
{
    Present,

    /// <summary>Present, later than the class session allows.</summary>
    Late,

    /// <summary>A face check has no verdict yet.</summary>
    Pending,

    /// <summary>A try that failed, or one that the teacher rejected.</summary>
    NotAccepted,

    /// <summary>Not there, and the teacher does not count it.</summary>
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
