using Attn.Domain;

namespace Attn.Storage.Archive.Rows;

/// <summary>One decision by hand.</summary>
internal sealed class AuditRow
{
    public required Guid AttendanceId { get; init; }

    /// <summary>The version that the decision gave the session.</summary>
    public required long Version { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Actor { get; init; }

    public required AuditAction Action { get; init; }

    public string? StudentNumber { get; init; }

    public RecordState? Before { get; init; }

    public RecordState? After { get; init; }

    public string? Reason { get; init; }

    public static AuditRow From(Guid sessionId, AuditEntry entry) =>
        new()
        {
            AttendanceId = sessionId,
            Version = entry.Version,
            At = entry.At,
            Actor = entry.Actor,
            Action = entry.Action,
            StudentNumber = entry.StudentNumber,
            Before = entry.Before,
            After = entry.After,
            Reason = entry.Reason,
        };

    public AuditEntry ToDomain() => new(At, Actor, Action, StudentNumber, Before, After, Reason) { Version = Version };
}
