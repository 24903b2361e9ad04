using System.Text.Json.Serialization;

namespace Attn.Domain;

/// <summary>Who made the last decision about a record.</summary>
public enum DecidedBy
{
    System,
    Teacher,
}

/// <summary>What a record says: the part that a decision replaces and an undo brings back.</summary>
public sealed record RecordState
{
    public required bool IsAttended { get; init; }

    /// <summary>UTC; set exactly when <see cref="IsAttended"/>.</summary>
    public DateTimeOffset? AttendanceTime { get; init; }

    /// <summary>
    /// One of <see cref="FailReasons"/> or the teacher's own words; <c>null</c> exactly when <see
    /// cref="IsAttended"/>.
    /// </summary>
    public string? FailReason { get; init; }

    public required DecidedBy DecidedBy { get; init; }

    /// <summary>
    /// Why the program did not accept the try; <c>null</c> where it did, or where a teacher decided in other words.
    /// </summary>
    [JsonIgnore]
    public ReasonCode? ReasonCode => DecidedBy == DecidedBy.System ? FailReasons.CodeOf(FailReason) : null;

    public bool Excused { get; init; }

    public string? Note { get; init; }

    /// <summary>A tombstone: hidden from every list, kept so that an older copy cannot restore the record.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>
    /// Whether a face check still has to decide. Never so for a deleted record or one that a teacher rejected, whatever
    /// the teacher's words.
    /// </summary>
    internal bool WaitsForVerdict() =>
        this is { IsDeleted: false, DecidedBy: DecidedBy.System, FailReason: FailReasons.Pending };

    internal bool IsLate(ClassSession session) =>
        session.LateAfterMinutes is { } minutes && AttendanceTime > session.StartTime.AddMinutes(minutes);

    public static RecordState Present(DateTimeOffset at, DecidedBy by) =>
        new()
        {
            IsAttended = true,
            AttendanceTime = at,
            DecidedBy = by,
        };

    public static RecordState Failed(string reason, DecidedBy by) =>
        new()
        {
            IsAttended = false,
            FailReason = reason,
            DecidedBy = by,
        };
}
