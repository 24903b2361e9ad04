using Attn.Api.Features.Archiving;
using Attn.Api.Features.FaceChecks;
using Attn.Domain;
using Attn.Faces;
using Attn.Storage;
using Attn.Storage.Live;

namespace Attn.Api.Features.ClassSessions;

/// <param name="StartTime"><c>null</c>: now.</param>
internal sealed record SessionPlan(
    string TeacherNumber,
    string TeacherName,
    string TeacherAddress,
    string LessonName,
    DateTimeOffset? StartTime,
    DateTimeOffset EndTime,
    SecurityOption SecurityOption,
    int? LateAfterMinutes,
    bool RequireCode
);

/// <summary>How an opening ended. Closed.</summary>
internal abstract record OpenOutcome
{
    private OpenOutcome() { }

    public sealed record Opened(ClassSession Session) : OpenOutcome;

    public sealed record AlreadyActive : OpenOutcome;

    public sealed record BadWindow(string Problem) : OpenOutcome;

    /// <summary>The program was not told how to make the checks that this option asks for.</summary>
    public sealed record NotConfigured(string Detail) : OpenOutcome;
}

internal sealed class ClassSessionService(
    ILiveStore live,
    ClassSessionStore book,
    ArchiveWorker archiveWorker,
    ClassroomNetwork classroom,
    TimeProvider time,
    IFaceVerifier? verifier = null,
    FaceEngineAvailability? engine = null
)
{
    public async Task<OpenOutcome> OpenAsync(SessionPlan plan, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNowMilliseconds();
        var start = plan.StartTime ?? now;
        if (ClassSessionRules.FindWindowProblem(start, plan.EndTime, now) is { } problem)
            return new OpenOutcome.BadWindow(problem);
        if (FindMissingConfiguration(plan.SecurityOption) is { } missing)
            return new OpenOutcome.NotConfigured(missing);

        var session = new ClassSession
        {
            Id = Guid.CreateVersion7(now),
            TeacherNumber = plan.TeacherNumber,
            TeacherName = plan.TeacherName,
            TeacherAddress = plan.TeacherAddress,
            LessonName = plan.LessonName,
            StartTime = start,
            EndTime = plan.EndTime,
            SecurityOption = plan.SecurityOption,
            LateAfterMinutes = plan.LateAfterMinutes,
            RequireCode = plan.RequireCode,
        };
        if (!await live.OpenAsync(session, now, cancellationToken))
            return new OpenOutcome.AlreadyActive();
        archiveWorker.Wake();
        return new OpenOutcome.Opened(session);
    }

    public Task<ClassSession?> FindActiveAsync(string teacherNumber, CancellationToken cancellationToken) =>
        live.FindActiveOfTeacherAsync(teacherNumber, time.GetUtcNowMilliseconds(), cancellationToken);

    /// <summary>Ends a session, or finds it ended. <c>false</c>: none of this teacher's.</summary>
    public async Task<bool> FinishAsync(Guid id, string teacherNumber, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNowMilliseconds();
        var outcome = await live.ChangeSessionAsync(
            id,
            session => ClassSessionRules.Finish(session, teacherNumber, now),
            cancellationToken
        );
        if (outcome is null)
            return await IsInArchiveAsync(id, teacherNumber, cancellationToken);
        archiveWorker.Wake();
        return outcome is SessionOutcome.Done;
    }

    public async Task<SessionOutcome> ExtendAsync(
        Guid id,
        string teacherNumber,
        DateTimeOffset endTime,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNowMilliseconds();
        var outcome = await live.ChangeSessionAsync(
            id,
            session => ClassSessionRules.Extend(session, teacherNumber, endTime, now),
            cancellationToken
        );
        if (outcome is null)
            return await IsInArchiveAsync(id, teacherNumber, cancellationToken)
                ? new SessionOutcome.Ended()
                : new SessionOutcome.NotFound();
        archiveWorker.Wake();
        return outcome;
    }

    private async Task<bool> IsInArchiveAsync(Guid id, string teacherNumber, CancellationToken cancellationToken) =>
        (await book.FindSessionAsync(id, cancellationToken))?.TeacherNumber == teacherNumber;

    private string? FindMissingConfiguration(SecurityOption option)
    {
        if (option.AsksForNetwork() && !classroom.CanDecide)
            return "The Wi-Fi check is not set up: set CAMPUS_NETWORKS, or WIFI_BY_TEACHER_SUBNET=true. Until then, open the session with another security option.";
        if (option.AsksForFace() && verifier is null)
            return $"The face check is not set up. {engine?.Detail} Or set FACE_VERIFIER_MICROSERVICE_URL to a face service. Until then, open the session with another security option.";
        return null;
    }
}
