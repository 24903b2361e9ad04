using Attn.Domain;

namespace Attn.Storage.Archive.Rows;

internal sealed class AuditRow
{
    public required Guid AttendanceId { get; init; }

    /// <summary>The version that the decision gave the session.</summary>
    public required long Version { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Actor { get; init; }

    public required AuditAction Action { get; init; }

    public string? StudentNumber { get; init; }

    public string? Before { get; init; }

    public string? After { get; init; }

    public string? Reason { get; init; }

    public static AuditRow From(Guid sessionId, AuditEntry entry) =>
        new()
        {
            AttendanceId = sessionId,
            Version = entry.Version,
            At = ArchiveTime.Truncate(entry.At),
            Actor = entry.Actor,
            Action = entry.Action,
            StudentNumber = entry.StudentNumber,
            Before = RecordStateJson.Write(entry.Before),
            After = RecordStateJson.Write(entry.After),
            Reason = entry.Reason,
        };

    public AuditEntry ToDomain() =>
        new(At, Actor, Action, StudentNumber, RecordStateJson.Read(Before), RecordStateJson.Read(After), Reason)
        {
            Version = Version,
        };
}
