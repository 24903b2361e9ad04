namespace Attn.Domain;

/// <summary>
/// What a rule decided about a class session. The store carries it out in the atomic step in which it read the
/// session.
/// </summary>
public sealed record SessionChange<TOutcome>(TOutcome Outcome)
    where TOutcome : class
{
    /// <summary>The session to write, or <c>null</c>: nothing changes.</summary>
    public ClassSession? Session { get; init; }

    public AuditEntry? Audit { get; init; }

    /// <summary>
    /// The outcome instead, with nothing written, if a later end would run into another session of the teacher.
    /// </summary>
    public TOutcome? OutcomeIfOverlaps { get; init; }
}
