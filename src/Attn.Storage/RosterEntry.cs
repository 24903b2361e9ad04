using Attn.Domain;

namespace Attn.Storage;

/// <summary>A class session and one student's record in it, from the live store or the archive.</summary>
/// <param name="Record">
/// <c>null</c>: the student has not tried, or, in the archive, has no record or a deleted one.
/// </param>
public sealed record RosterEntry(ClassSession Session, AttendanceRecord? Record);
