namespace Attn.Domain;

/// <summary>A record together with its class session, which says whether it is late.</summary>
public sealed record SessionRecord(ClassSession Session, AttendanceRecord Record);
