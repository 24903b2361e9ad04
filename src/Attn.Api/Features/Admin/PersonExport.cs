using Attn.Domain;
using Attn.Storage.Archive;

namespace Attn.Api.Features.Admin;

/// <summary>The answer to a request for one's own data. It names nobody else: a teacher is "the teacher".</summary>
internal sealed record PersonExport
{
    public required string Number { get; init; }

    public required DateTimeOffset ExportedAt { get; init; }

    public required ProfileExport? Profile { get; init; }

    public required ConsentExport? FaceConsent { get; init; }

    public required IReadOnlyList<LoginExport> SignIns { get; init; }

    public required IReadOnlyList<RecordExport> Records { get; init; }

    public required IReadOnlyList<ClassListExport> ClassLists { get; init; }

    public required IReadOnlyList<FaceCheckExport> FaceChecks { get; init; }

    /// <summary>Live class sessions that the person joined by the code on the screen.</summary>
    public required IReadOnlyList<Guid> JoinedByCode { get; init; }

    /// <summary>Selfies of the last day that are known by their marks, which are keyed hashes.</summary>
    public required int RecentSelfieMarks { get; init; }

    public required IReadOnlyList<TaughtExport> TaughtSessions { get; init; }

    /// <summary>Without students and reasons, which are other people's data.</summary>
    public required IReadOnlyList<DecisionExport> Decisions { get; init; }

    /// <summary>Courses that the person teaches.</summary>
    public required IReadOnlyList<CourseExport> Courses { get; init; }
}

internal sealed record ProfileExport(string FullName, UserRole Role, bool IsFromPortal, DateTimeOffset? KnownAt);

internal sealed record ConsentExport(string TextVersion, DateTimeOffset? ConsentedAt, DateTimeOffset? WithdrawnAt);

/// <param name="ProfilePhoto">Base64; null: there is none, or SECRET_KEY has changed.</param>
internal sealed record LoginExport(
    string FullName,
    UserRole Role,
    DateTimeOffset SignedInAt,
    DateTimeOffset ExpiresAt,
    byte[]? ProfilePhoto
);

internal sealed record ClassListExport(
    string LessonName,
    string Name,
    string? Group,
    DateOnly? From,
    DateOnly? To,
    string? ExemptReason
)
{
    public static ClassListExport Of(ListedAs listed) =>
        new(
            listed.LessonName,
            listed.Enrolment.Name,
            listed.Enrolment.Group,
            listed.Enrolment.From,
            listed.Enrolment.To,
            listed.Enrolment.ExemptReason
        );
}

/// <param name="PictureBytes">The stored size of both pictures together.</param>
internal sealed record FaceCheckExport(
    Guid VerificationId,
    Guid AttendanceId,
    DateTimeOffset Deadline,
    long PictureBytes,
    byte[]? Selfie,
    byte[]? ProfilePhoto
);

internal sealed record DecisionExport(Guid AttendanceId, DateTimeOffset At, AuditAction Action);

internal sealed record CourseExport(string Name, TeacherRole Role, DateTimeOffset Since);
