using Attn.Domain;

namespace Attn.Storage.Tests.Archive;

/// <summary>
/// Class sessions and records that a test saves in the archive. Times are whole milliseconds, as the archive stores
/// them.
/// </summary>
internal static class Arranged
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static ClassSession Session(
        string? teacher = null,
        string lesson = "Calculus",
        DateTimeOffset? start = null,
        long version = 10
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            TeacherNumber = teacher ?? NewNumber(),
            TeacherName = "Ada Lovelace",
            LessonName = lesson,
            CourseId = Guid.CreateVersion7(),
            StartTime = start ?? Noon,
            EndTime = (start ?? Noon).AddHours(1),
            SecurityOption = SecurityOption.Face,
            TeacherAddress = "192.0.2.7",
            LateAfterMinutes = 10,
            RequireCode = true,
            Version = version,
        };

    /// <summary>
    /// As a version before courses opened it: the archive finds its course by teacher, name and time.
    /// </summary>
    public static ClassSession LessonSession(
        string? teacher = null,
        string lesson = "Calculus",
        DateTimeOffset? start = null
    ) => Session(teacher, lesson, start) with { CourseId = null };

    public static AttendanceRecord Record(
        ClassSession session,
        string? student = null,
        long version = 5,
        RecordState? state = null
    ) =>
        new()
        {
            SessionId = session.Id,
            StudentNumber = student ?? NewNumber(),
            StudentName = "Çağla Işık",
            NameIsFromPortal = true,
            State = state ?? RecordState.Present(Noon.AddMinutes(3), DecidedBy.System),
            Attempts = 1,
            LastTryAt = Noon.AddMinutes(3),
            UpdatedAt = Noon.AddMinutes(3),
            Version = version,
        };

    public static AttendanceRecord Pending(ClassSession session, string? student = null) =>
        Record(session, student, state: RecordState.Failed(FailReasons.Pending, DecidedBy.System)) with
        {
            VerificationId = Guid.CreateVersion7(),
        };

    public static SessionCopy Copy(ClassSession session, params IReadOnlyList<AttendanceRecord> records) =>
        new(session, records, []);

    public static SessionCopy WithStudents(int count, string? prefix = null)
    {
        var session = Session(version: count);
        prefix ??= NewNumber();
        return Copy(
            session,
            [.. Enumerable.Range(1, count).Select(number => Record(session, $"{prefix}-{number:D5}", number))]
        );
    }

    public static string NewNumber() => Guid.NewGuid().ToString("N")[..12];

    public static TeacherDecision Decision(ClassSession session, string student, DateTimeOffset? now = null) =>
        new(session.TeacherNumber, student, OnlyAfterEnd: true, now ?? Noon.AddDays(1));
}
