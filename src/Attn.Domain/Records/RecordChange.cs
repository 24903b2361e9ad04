namespace Attn.Domain;

/// <summary>
/// What a rule decided about one record. The rule is a pure function of the class session and the record; the store
/// carries the change out in the atomic step in which it read both, or calls the rule again with the current data.
/// </summary>
public sealed record RecordChange<TOutcome>(TOutcome Outcome)
{
    /// <summary>The record to write, or <c>null</c>: nothing changes.</summary>
    public AttendanceRecord? Record { get; init; }

    /// <summary>
    /// Makes the outcome from the record as it was written, with its version; <c>null</c>: the outcome has no record.
    /// </summary>
    public Func<AttendanceRecord, TOutcome>? OutcomeOf { get; init; }

    /// <summary>The outcome once the store has written the record.</summary>
    public TOutcome OutcomeWith(AttendanceRecord written) => OutcomeOf is null ? Outcome : OutcomeOf(written);

    public AuditEntry? Audit { get; init; }

    /// <summary>A face check to put into the outbox, which already holds its pictures.</summary>
    public FaceCheck? StartsCheck { get; init; }

    /// <summary>A finished check: its outbox entry and its pictures are deleted.</summary>
    public Guid? EndsCheck { get; init; }

    /// <summary>
    /// A check that is no longer sent: its pictures are deleted, but a late verdict still finds its record.
    /// </summary>
    public Guid? StopsCheck { get; init; }
}
