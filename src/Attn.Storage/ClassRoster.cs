using Attn.Domain;

namespace Attn.Storage;

/// <summary>A class session and its records, from the live store or the archive.</summary>
public sealed record ClassRoster(ClassSession Session, IReadOnlyList<AttendanceRecord> Records);
