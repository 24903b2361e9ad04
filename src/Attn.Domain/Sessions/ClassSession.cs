using System.Text.Json.Serialization;

namespace Attn.Domain;

/// <summary>A window of time in which a teacher takes attendance (an "attendance" on the wire).</summary>
public sealed record ClassSession
{
    public required Guid Id { get; init; }

    public required string TeacherNumber { get; init; }

    public required string TeacherName { get; init; }

    public required string LessonName { get; init; }

    /// <summary>UTC; students may check in from this moment on.</summary>
    public required DateTimeOffset StartTime { get; init; }

    /// <summary>UTC, exclusive: at this moment the session has ended.</summary>
    public required DateTimeOffset EndTime { get; init; }

    public required SecurityOption SecurityOption { get; init; }

    /// <summary>
    /// The address from which the teacher opened the session; its subnet can stand for the classroom's network. Never
    /// shown to students.
    /// </summary>
    public string? TeacherAddress { get; init; }

    /// <summary>
    /// Minutes after <see cref="StartTime"/> from which an accepted record is late; <c>null</c>: nobody is.
    /// </summary>
    public int? LateAfterMinutes { get; init; }

    public bool RequireCode { get; init; }

    /// <summary>The course; <c>null</c> only in what a version before courses wrote.</summary>
    public Guid? CourseId { get; init; }

    /// <summary>How many hours the session counts, where the teacher said so when opening it.</summary>
    public decimal? Hours { get; init; }

    /// <summary>
    /// UTC; set exactly when the session was cancelled: it counts for nobody. One that had not started keeps the window
    /// that was announced, so that people see what does not take place.
    /// </summary>
    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>The teacher's reason for cancelling it.</summary>
    public string? CancelReason { get; init; }

    /// <summary>
    /// Every write to the session or one of its records increments it. The store sets it; callers only read it.
    /// </summary>
    public long Version { get; init; }

    /// <summary>
    /// UTC, exclusive: the end of the window, or an earlier cancellation. From then on the session has ended.
    /// </summary>
    [JsonIgnore]
    public DateTimeOffset ClosesAt => CancelledAt < EndTime ? CancelledAt.Value : EndTime;

    /// <summary>
    /// Whether the session counts for its students: not if it was cancelled, nor if it was finished before its start,
    /// when nobody could have come.
    /// </summary>
    [JsonIgnore]
    public bool Counts => CancelledAt is null && EndTime > StartTime;

    /// <summary>Whether these are the names of the lesson and the teacher, however they are spelled.</summary>
    public bool IsNamed(string lessonName, string teacherName) =>
        Names.LessonKey(LessonName) == Names.LessonKey(lessonName)
        && Names.PersonKey(TeacherName) == Names.PersonKey(teacherName);

    public bool HasStarted(DateTimeOffset now) => now >= StartTime;

    public bool HasEnded(DateTimeOffset now) => now >= ClosesAt;

    public SessionStatus StatusAt(DateTimeOffset now)
    {
        if (CancelledAt is not null)
            return SessionStatus.Cancelled;
        if (HasEnded(now))
            return SessionStatus.Ended;
        return HasStarted(now) ? SessionStatus.Live : SessionStatus.Planned;
    }
}
