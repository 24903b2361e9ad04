using Attn.Api.Features.Archiving;
using Attn.Api.Features.FaceChecks;
using Attn.Domain;
using Attn.Storage;
using Attn.Storage.Catalogue;
using Attn.Storage.Live;

namespace Attn.Api.Features.ClassSessions;

/// <summary>Opens, extends, finishes and cancels class sessions.</summary>
internal sealed class ClassSessionService(
    ILiveStore live,
    ClassSessionStore sessions,
    ArchiveWorker archiveWorker,
    ClassroomNetwork classroom,
    IFaceVerifier verifier,
    CourseCatalogue courses,
    TimeProvider time
)
{
    public async Task<Outcome<ClassSession, ClassSessionRefusal>> OpenAsync(
        SessionPlan plan,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNowMilliseconds();
        var start = plan.StartTime ?? now;
        if (ClassSessionRules.FindWindowProblem(start, plan.EndTime, now) is { } problem)
            return problem;
        if (FindMissingConfiguration(plan.SecurityOption) is { } missing)
            return missing;

        // A refused opening makes no course of a name that may be mistyped.
        if (plan.CourseId is null && await IsInTheWayAsync(plan, start, now, cancellationToken))
            return ClassSessionRefusal.Overlaps;
        var course = await FindCourseAsync(plan, start, cancellationToken);
        if (course.IsRefused)
            return course.Refusal.Value;
        var session = new ClassSession
        {
            Id = Guid.CreateVersion7(now),
            TeacherNumber = plan.TeacherNumber,
            TeacherName = plan.TeacherName,
            TeacherAddress = plan.TeacherAddress,
            LessonName = course.Value.LessonName,
            CourseId = course.Value.Id,
            StartTime = start,
            EndTime = plan.EndTime,
            SecurityOption = plan.SecurityOption,
            LateAfterMinutes = plan.LateAfterMinutes,
            RequireCode = plan.RequireCode,
            Hours = plan.Hours,
        };
        if (await live.OpenAsync(session, now, cancellationToken) is { } blocker)
            return blocker;
        archiveWorker.Wake();
        return session;
    }

    /// <summary>Only a first look: the store decides when it opens the session.</summary>
    private async Task<bool> IsInTheWayAsync(
        SessionPlan plan,
        DateTimeOffset start,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var first = start > now ? start : now;
        var others = await live.ListOfTeacherAsync(plan.TeacherNumber, first, plan.EndTime, cancellationToken);
        return others.Any(other => ClassSessionRules.IsInTheWay(other, first, plan.EndTime));
    }

    private async Task<Outcome<SessionCourse, ClassSessionRefusal>> FindCourseAsync(
        SessionPlan plan,
        DateTimeOffset start,
        CancellationToken cancellationToken
    )
    {
        if (plan.CourseId is { } id)
            return await courses.FindNameAsync(id, plan.TeacherNumber, cancellationToken) is { } known
                ? new SessionCourse(id, plan.LessonName ?? known)
                : ClassSessionRefusal.CourseNotFound;
        var name = plan.LessonName!;
        try
        {
            return new SessionCourse(
                await courses.FindOrMakeAsync(plan.TeacherNumber, name, start, cancellationToken),
                name
            );
        }
        catch (StoreUnavailableException)
        {
            // A class does not wait for the archive: the session gets its course when it is archived.
            return new SessionCourse(Id: null, name);
        }
    }

    /// <summary>
    /// Ends a class session, unless it has ended already. <c>false</c>: this teacher has no such session.
    /// </summary>
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
        return !outcome.IsRefused;
    }

    public async Task<Outcome<ClassSession, ClassSessionRefusal>> ExtendAsync(
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
                ? ClassSessionRefusal.Ended
                : ClassSessionRefusal.NotFound;
        archiveWorker.Wake();
        return outcome;
    }

    /// <summary>Cancels a class session that waits or runs. A cancelled one stays as it is.</summary>
    public async Task<Outcome<ClassSession, ClassSessionRefusal>> CancelAsync(
        Guid id,
        SessionTeacher teacher,
        string reason,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNowMilliseconds();
        var outcome = await live.ChangeSessionAsync(
            id,
            session => ClassSessionRules.Cancel(session, teacher.Number, teacher.Actor, reason, now),
            cancellationToken
        );
        if (outcome is null)
            // What is archived has ended or is cancelled, so the rule changes nothing there.
            return await sessions.FindOwnAsync(id, teacher.Number, cancellationToken) is { } archived
                ? ClassSessionRules.Cancel(archived, teacher.Number, teacher.Actor, reason, now).Outcome
                : ClassSessionRefusal.NotFound;
        archiveWorker.Wake();
        return outcome;
    }

    private async Task<bool> IsInArchiveAsync(Guid id, string teacherNumber, CancellationToken cancellationToken) =>
        await sessions.FindOwnAsync(id, teacherNumber, cancellationToken) is not null;

    private ClassSessionRefusal? FindMissingConfiguration(SecurityOption option)
    {
        if (option.AsksForNetwork() && !classroom.CanDecide)
            return ClassSessionRefusal.NetworksNotConfigured;
        return option.AsksForFace() && verifier.MissingConfiguration is not null
            ? ClassSessionRefusal.FaceChecksNotConfigured
            : null;
    }

    /// <param name="Id"><c>null</c>: not known yet.</param>
    private sealed record SessionCourse(Guid? Id, string LessonName);
}
