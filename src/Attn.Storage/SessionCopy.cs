using Attn.Domain;

namespace Attn.Storage;

/// <summary>Everything the archive stores about a class session, as of one moment.</summary>
public sealed record SessionCopy(
    ClassSession Session,
    IReadOnlyList<AttendanceRecord> Records,
    IReadOnlyList<AuditEntry> Audit
);
