namespace Attn.Domain;

/// <summary>
/// What a rule decided about one record. The rule is a pure function of the class session and the record; the store
/// carries the change out in the same atomic step in which it read both, or asks the rule again with what is there
/// now.
/// </summary>
public sealed record RecordChange<TOutcome>(TOutcome Outcome)
{
    /// <summary>The record to write, or <c>null</c>: nothing changes.</summary>
    public AttendanceRecord? Record { get; init; }

    public AuditEntry? Audit { get; init; }

    /// <summary>A face check to put into the outbox. Its pictures are there already.</summary>
    public FaceCheck? StartsCheck { get; init; }

    /// <summary>A check that is over: its outbox entry and its pictures go.</summary>
    public Guid? EndsCheck { get; init; }

    /// <summary>A check that is no longer sent: its pictures go, but a late verdict still finds its record.</summary>
    public Guid? StopsCheck { get; init; }
}
