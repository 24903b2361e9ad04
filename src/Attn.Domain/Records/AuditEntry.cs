namespace Attn.Domain;

public enum AuditAction
{
    Add,
    Accept,
    Fail,
    Excuse,
    Undo,
    DeleteRecord,
    DeleteSession,
    CancelSession,
}

/// <summary>
/// Who decided what by hand, when and why.
/// </summary>
/// <param name="StudentNumber"><c>null</c> when the whole session was changed.</param>
/// <param name="Actor">The teacher's number.</param>
public sealed record AuditEntry(
    DateTimeOffset At,
    string Actor,
    AuditAction Action,
    string? StudentNumber,
    RecordState? Before,
    RecordState? After,
    string? Reason
)
{
    /// <summary>
    /// The class session's version that this decision produced; it orders the trail. The store sets it.
    /// </summary>
    public long Version { get; init; }
}
