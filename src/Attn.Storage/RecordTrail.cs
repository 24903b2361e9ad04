using Attn.Domain;

namespace Attn.Storage;

/// <summary>What was decided by hand about one student in a class session, oldest first.</summary>
/// <param name="HasRecord">Whether the student has a record that is not deleted.</param>
public sealed record RecordTrail(ClassSession Session, bool HasRecord, IReadOnlyList<AuditEntry> Entries);
