using System.ComponentModel;
using Attn.Domain;

namespace Attn.Api.Features.Roster;

/// <summary>A record on the wire.</summary>
public sealed record RecordResponse
{
    public required Guid AttendanceId { get; init; }

    public required bool IsAttended { get; init; }

    public required DateTimeOffset? AttendanceTime { get; init; }

    public required string? FailReason { get; init; }

    public required UserResponse Student { get; init; }

    public required DecidedBy DecidedBy { get; init; }

    public required bool Late { get; init; }

    public required bool Excused { get; init; }

    public required string? Note { get; init; }

    public required int Attempts { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required RecordStatus Status { get; init; }

    [Description("Why the program did not accept the try; null where it did, or where a teacher decided.")]
    public required ReasonCode? ReasonCode { get; init; }

    [Description("Whether the student's next try could count.")]
    public required bool MayRetry { get; init; }

    [Description("How many face checks of this student were refused in this class session.")]
    public required int RefusedFaceChecks { get; init; }

    [Description("What the teacher should know; a flag never refuses anything. Always empty for the student.")]
    public required IReadOnlyList<RecordFlag> Flags { get; init; }

    [Description("True only in the answer to an undo that took an addition back: the record is gone.")]
    public required bool IsDeleted { get; init; }

    [Description("Rises with every change in the class session: of two answers about a student, the higher is newer.")]
    public required long Version { get; init; }

    [Description("Whether the student is on the class list; null: the course has none. Always null for the student.")]
    public required bool? Enrolled { get; init; }

    public static RecordResponse Of(ClassSession session, RosterRecord shown, DateTimeOffset now) =>
        Of(session, shown.Record, now) with
        {
            Flags = shown.Flags.ToList(),
            Enrolled = shown.IsEnrolled,
            Student = new(shown.ShownNumber, shown.Record.StudentName, UserRole.Student),
        };

    /// <summary>As the student sees it: under the own name, without flags.</summary>
    /// <param name="ownName">As the portal gave it at the sign-in.</param>
    public static RecordResponse ForStudent(
        ClassSession session,
        AttendanceRecord record,
        string ownName,
        DateTimeOffset now
    ) => Of(session, record with { StudentName = ownName }, now);

    private static RecordResponse Of(ClassSession session, AttendanceRecord record, DateTimeOffset now) =>
        new()
        {
            AttendanceId = record.SessionId,
            IsAttended = record.State.IsAttended,
            AttendanceTime = record.State.AttendanceTime,
            FailReason = record.State.FailReason,
            Student = new(record.StudentNumber, record.StudentName, UserRole.Student),
            DecidedBy = record.State.DecidedBy,
            Late = record.IsLate(session),
            Excused = record.State.Excused,
            Note = record.State.Note,
            Attempts = record.Attempts,
            UpdatedAt = record.UpdatedAt,
            Status = RecordStatuses.Of(session, record.State),
            ReasonCode = record.State.ReasonCode,
            MayRetry = CheckInRules.MayRetry(session, record, now),
            RefusedFaceChecks = record.RefusedComparisons,
            IsDeleted = record.State.IsDeleted,
            Version = record.Version,
            Flags = [],
            Enrolled = null,
        };
}
