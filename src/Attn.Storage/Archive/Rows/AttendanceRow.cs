using Attn.Domain;

namespace Attn.Storage.Archive.Rows;

/// <summary>A class session that has ended.</summary>
internal sealed class AttendanceRow
{
    public required Guid Id { get; init; }

    public required string TeacherNumber { get; init; }

    public required string TeacherName { get; init; }

    public required string LessonName { get; init; }

    /// <summary><see cref="Names.Key"/> of the lesson.</summary>
    public required string LessonKey { get; init; }

    public required DateTimeOffset StartTime { get; init; }

    public required DateTimeOffset EndTime { get; init; }

    public required SecurityOption SecurityOption { get; init; }

    public string? TeacherAddress { get; init; }

    public int? LateAfterMinutes { get; init; }

    public required bool RequireCode { get; init; }

    public required long Version { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }

    public static AttendanceRow From(ClassSession session) =>
        new()
        {
            Id = session.Id,
            TeacherNumber = session.TeacherNumber,
            TeacherName = session.TeacherName,
            LessonName = session.LessonName,
            LessonKey = Names.Key(session.LessonName),
            StartTime = ArchiveTime.Truncate(session.StartTime),
            EndTime = ArchiveTime.Truncate(session.EndTime),
            SecurityOption = session.SecurityOption,
            TeacherAddress = session.TeacherAddress,
            LateAfterMinutes = session.LateAfterMinutes,
            RequireCode = session.RequireCode,
            Version = session.Version,
        };

    public ClassSession ToDomain() =>
        new()
        {
            Id = Id,
            TeacherNumber = TeacherNumber,
            TeacherName = TeacherName,
            LessonName = LessonName,
            StartTime = StartTime,
            EndTime = EndTime,
            SecurityOption = SecurityOption,
            TeacherAddress = TeacherAddress,
            LateAfterMinutes = LateAfterMinutes,
            RequireCode = RequireCode,
            Version = Version,
        };
}
