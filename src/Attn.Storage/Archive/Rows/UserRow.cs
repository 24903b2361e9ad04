using Attn.Domain;

namespace Attn.Storage.Archive.Rows;

internal sealed record UserRow
{
    public required string Number { get; init; }

    public required string FullName { get; init; }

    public required UserRole Role { get; init; }

    public required bool IsFromPortal { get; init; }

    /// <summary>When the name was given: of two names from the same source the later one stays.</summary>
    public required DateTimeOffset KnownAt { get; init; }

    public static UserRow TeacherOf(ClassSession session) =>
        new()
        {
            Number = session.TeacherNumber,
            FullName = session.TeacherName,
            Role = UserRole.Teacher,
            IsFromPortal = true,
            KnownAt = session.StartTime,
        };

    public static UserRow StudentOf(AttendanceRecord record) =>
        new()
        {
            Number = record.StudentNumber,
            FullName = record.StudentName,
            Role = UserRole.Student,
            IsFromPortal = record.NameIsFromPortal,
            KnownAt = record.NameIsFromPortal ? record.LastTryAt ?? record.UpdatedAt : record.UpdatedAt,
        };

    public static UserRow From(KnownUser user, DateTimeOffset now) =>
        new()
        {
            Number = user.Number,
            FullName = user.FullName,
            Role = user.Role,
            IsFromPortal = user.IsFromPortal,
            KnownAt = now,
        };

    public KnownUser ToDomain() => new(Number, FullName, Role, IsFromPortal);
}
