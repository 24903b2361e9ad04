using System.ComponentModel;
using System.Text.Json.Serialization;
using Attn.Domain;

namespace Attn.Api.Features.ClassSessions;

/// <summary>A class session on the wire.</summary>
public sealed record SessionResponse
{
    public required Guid AttendanceId { get; init; }

    public required string TeacherSchoolNumber { get; init; }

    public required string TeacherFullName { get; init; }

    public required string LessonName { get; init; }

    [Description("Null until the archive can say it.")]
    public required Guid? CourseId { get; init; }

    public required DateTimeOffset StartTime { get; init; }

    public required DateTimeOffset EndTime { get; init; }

    public required int SecurityOption { get; init; }

    /// <summary>The address from which the teacher opened the session. Students do not get this field.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? IpAddress { get; init; }

    public required int? LateAfterMinutes { get; init; }

    public required bool RequireCode { get; init; }

    public required bool IsLive { get; init; }

    public required SessionStatus Status { get; init; }

    [Description("How many hours the session counts, where the teacher said so; null: as the course's rule says.")]
    public required decimal? Hours { get; init; }

    [Description("Set exactly when the session was cancelled: it counts for nobody.")]
    public required DateTimeOffset? CancelledAt { get; init; }

    public required string? CancelReason { get; init; }

    public static SessionResponse ForTeacher(ClassSession session, DateTimeOffset now) =>
        ForStudent(session, now) with
        {
            IpAddress = session.TeacherAddress ?? "",
        };

    public static SessionResponse ForStudent(ClassSession session, DateTimeOffset now) =>
        new()
        {
            AttendanceId = session.Id,
            TeacherSchoolNumber = session.TeacherNumber,
            TeacherFullName = session.TeacherName,
            LessonName = session.LessonName,
            CourseId = session.CourseId,
            StartTime = session.StartTime,
            EndTime = session.EndTime,
            SecurityOption = (int)session.SecurityOption,
            LateAfterMinutes = session.LateAfterMinutes,
            RequireCode = session.RequireCode,
            IsLive = !session.HasEnded(now),
            Status = session.StatusAt(now),
            Hours = session.Hours,
            CancelledAt = session.CancelledAt,
            CancelReason = session.CancelReason,
        };
}
