using Attn.Domain;

namespace Attn.Storage.Archive.Rows;

/// <summary>One student in one class session. What the record says is in columns, for reports; what it said before is JSON.</summary>
internal sealed class RecordRow
{
    public required Guid AttendanceId { get; init; }

    public required string StudentNumber { get; init; }

    public required string StudentName { get; set; }

    public required bool NameIsFromPortal { get; set; }

    public required bool IsAttended { get; set; }

    public required DateTimeOffset? AttendanceTime { get; set; }

    public required string? FailReason { get; set; }

    public required DecidedBy DecidedBy { get; set; }

    public required bool Excused { get; set; }

    public required string? Note { get; set; }

    public required bool IsDeleted { get; set; }

    public required string? Replaced { get; set; }

    public required int Attempts { get; set; }

    public required int RefusedComparisons { get; set; }

    public required DateTimeOffset? LastTryAt { get; set; }

    public required Guid? VerificationId { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }

    public required long Version { get; set; }

    public static RecordRow From(AttendanceRecord record) =>
        new()
        {
            AttendanceId = record.SessionId,
            StudentNumber = record.StudentNumber,
            StudentName = record.StudentName,
            NameIsFromPortal = record.NameIsFromPortal,
            IsAttended = record.State.IsAttended,
            AttendanceTime = ArchiveTime.Truncate(record.State.AttendanceTime),
            FailReason = record.State.FailReason,
            DecidedBy = record.State.DecidedBy,
            Excused = record.State.Excused,
            Note = record.State.Note,
            IsDeleted = record.State.IsDeleted,
            Replaced = RecordStateJson.Write(record.Replaced),
            Attempts = record.Attempts,
            RefusedComparisons = record.RefusedComparisons,
            LastTryAt = ArchiveTime.Truncate(record.LastTryAt),
            VerificationId = record.VerificationId,
            UpdatedAt = ArchiveTime.Truncate(record.UpdatedAt),
            Version = record.Version,
        };

    /// <param name="user">Who the student is, if that is known; the portal's name stands before a typed one.</param>
    public AttendanceRecord ToDomain(UserRow? user)
    {
        var known = user is { IsFromPortal: true };
        return new()
        {
            SessionId = AttendanceId,
            StudentNumber = StudentNumber,
            StudentName = known ? user!.FullName : StudentName,
            NameIsFromPortal = known || NameIsFromPortal,
            State = new()
            {
                IsAttended = IsAttended,
                AttendanceTime = AttendanceTime,
                FailReason = FailReason,
                DecidedBy = DecidedBy,
                Excused = Excused,
                Note = Note,
                IsDeleted = IsDeleted,
            },
            Replaced = RecordStateJson.Read(Replaced),
            Attempts = Attempts,
            RefusedComparisons = RefusedComparisons,
            LastTryAt = LastTryAt,
            VerificationId = VerificationId,
            UpdatedAt = UpdatedAt,
            Version = Version,
        };
    }
}
