using Attn.Domain;

namespace Attn.Storage.Archive;

/// <summary>What the archive holds about a person.</summary>
public sealed record ArchivedPerson
{
    public required KnownUser? User { get; init; }

    /// <summary>When the name was given.</summary>
    public required DateTimeOffset? KnownAt { get; init; }

    public required FaceConsent? Consent { get; init; }

    public required IReadOnlyList<PersonRecord> Records { get; init; }

    public required IReadOnlyList<ListedAs> Lists { get; init; }

    /// <summary>The class sessions that a teacher opened.</summary>
    public required IReadOnlyList<ClassSession> Taught { get; init; }

    /// <summary>A teacher's decisions about others.</summary>
    public required IReadOnlyList<(Guid SessionId, AuditEntry Entry)> Decisions { get; init; }

    public required IReadOnlyList<TaughtAs> Courses { get; init; }
}

/// <summary>A record with the decisions by hand about it.</summary>
public sealed record PersonRecord(ClassSession Session, AttendanceRecord Record, IReadOnlyList<AuditEntry> Trail);

/// <summary>A place on a class list, under the name that was given there.</summary>
public sealed record ListedAs(string LessonName, Enrolment Enrolment);

/// <summary>A course that a teacher made or was added to.</summary>
public sealed record TaughtAs(string CourseName, TeacherRole Role, DateTimeOffset Since);

/// <param name="UserNumber">Only those that this person teaches or has a record in.</param>
/// <param name="From">Only sessions that ended after this time.</param>
/// <param name="Before">Only sessions that started before this time.</param>
public sealed record SessionListQuery(string? UserNumber, DateTimeOffset? From, DateTimeOffset? Before, int Limit);

/// <param name="IsDeleted">Hidden by its teacher.</param>
public sealed record ListedSession(ClassSession Session, int Records, int Present, bool IsDeleted);
