using Attn.Domain;
using Attn.Storage.Archive;

namespace Attn.Api.Features.Admin;

/// <summary>The answer to a request for one's own data. Of others, teachers included, it says nothing: they are "the teacher".</summary>
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

    /// <summary>Live class sessions whose code on the screen was used.</summary>
    public required IReadOnlyList<Guid> JoinedByCode { get; init; }

    public required IReadOnlyList<TaughtExport> TaughtSessions { get; init; }

    /// <summary>Without the students and the words: those are others' data.</summary>
    public required IReadOnlyList<DecisionExport> Decisions { get; init; }

    public required IReadOnlyList<PlanExport> LessonPlans { get; init; }
}

internal sealed record ProfileExport(string FullName, UserRole Role, bool IsFromPortal, DateTimeOffset? KnownAt);

internal sealed record ConsentExport(string TextVersion, DateTimeOffset? ConsentedAt, DateTimeOffset? WithdrawnAt);

/// <param name="ProfilePhoto">Base64; null: there is none, or SECRET_KEY is another one.</param>
internal sealed record LoginExport(
    string FullName,
    UserRole Role,
    DateTimeOffset SignedInAt,
    DateTimeOffset ExpiresAt,
    byte[]? ProfilePhoto
);

internal sealed record ClassListExport(string LessonName, string Name);

/// <param name="PictureBytes">The size of both pictures as they are kept.</param>
internal sealed record FaceCheckExport(
    Guid VerificationId,
    Guid AttendanceId,
    DateTimeOffset Deadline,
    long PictureBytes,
    byte[]? Selfie,
    byte[]? ProfilePhoto
);

internal sealed record DecisionExport(Guid AttendanceId, DateTimeOffset At, AuditAction Action);

internal sealed record PlanExport(string LessonName, int? PlannedSessions, decimal HoursPerSession, LessonKind Kind);

internal sealed record TaughtExport(
    Guid AttendanceId,
    string LessonName,
    string TeacherName,
    DateTimeOffset StartTime,
    DateTimeOffset EndTime,
    string? AddressAtOpening
)
{
    public static TaughtExport Of(ClassSession session) =>
        new(
            session.Id,
            session.LessonName,
            session.TeacherName,
            session.StartTime,
            session.EndTime,
            session.TeacherAddress
        );
}

internal sealed record RecordExport(
    Guid AttendanceId,
    string LessonName,
    DateTimeOffset StartTime,
    DateTimeOffset EndTime,
    string Name,
    RecordState State,
    RecordState? Replaced,
    int Attempts,
    int RefusedComparisons,
    DateTimeOffset? LastTryAt,
    Guid? VerificationId,
    DateTimeOffset UpdatedAt,
    IReadOnlyList<TrailExport> Trail
)
{
    public static RecordExport Of(string number, PersonRecord kept)
    {
        var (session, record) = (kept.Session, kept.Record);
        return new(
            session.Id,
            session.LessonName,
            session.StartTime,
            session.EndTime,
            record.StudentName,
            record.State,
            record.Replaced,
            record.Attempts,
            record.RefusedComparisons,
            record.LastTryAt,
            record.VerificationId,
            record.UpdatedAt,
            [
                .. kept.Trail.Select(entry => new TrailExport(
                    entry.At,
                    entry.Action,
                    entry.Actor == number ? "self" : "the teacher",
                    entry.Before,
                    entry.After,
                    entry.Reason
                )),
            ]
        );
    }
}

/// <summary>What was decided about the person by hand.</summary>
internal sealed record TrailExport(
    DateTimeOffset At,
    AuditAction Action,
    string By,
    RecordState? Before,
    RecordState? After,
    string? Reason
);
