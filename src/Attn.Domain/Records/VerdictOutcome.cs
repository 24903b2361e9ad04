namespace Attn.Domain;

public enum VerdictStatus
{
    Settled,

    /// <summary>Another check, a verdict or a teacher already settled the record.</summary>
    AlreadySettled,

    /// <summary>The session was extended: the check may still get its verdict.</summary>
    StillWaiting,
}

/// <summary>What the end of a face check did to its record.</summary>
/// <param name="Deadline">UTC; until then a verdict may still come. Set exactly when the check is still
/// waiting.</param>
public sealed record VerdictOutcome(VerdictStatus Status, DateTimeOffset? Deadline = null)
{
    public static VerdictOutcome Settled { get; } = new(VerdictStatus.Settled);

    public static VerdictOutcome AlreadySettled { get; } = new(VerdictStatus.AlreadySettled);
}
