using System.ComponentModel.DataAnnotations;
using Attn.Api.Features.ClassSessions;
using Attn.Api.Features.Roster;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.Security;
using Attn.Api.Platform.Wire;
using Attn.Domain;
using Attn.Storage.Archive;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.Reports;

/// <summary>A student's own past: session by session, and lesson by lesson. The session that runs is told by its status.</summary>
internal static class OwnRecordEndpoints
{
    public static void MapOwnRecords(this IEndpointRouteBuilder student)
    {
        var group = student.MapGroup("").WithTags("Own history").RequireRateLimiting(RateLimits.StudentLookup);

        group
            .MapGet("/attendances", ListSessions)
            .WithName("listOwnAttendances")
            .WithSummary("Your past class sessions, latest first; all of them unless limited.")
            .ProducesProblem(422);
        group
            .MapGet("/lessons", ListLessons)
            .WithName("listOwnLessons")
            .WithSummary("Your lessons: how much you attended, and whether it can still be enough.");
    }

    private static async Task<Results<Ok<List<OwnSessionResponse>>, ProblemHttpResult>> ListSessions(
        [Range(1, 1000)] int? limit,
        string? before,
        [FromQuery(Name = "lesson_name"), PlainText(1, TextLimits.Name)] string? lessonName,
        CurrentUser user,
        TermReports reports,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (!QueryTime.TryRead(before, out var beforeTime))
            return QueryTime.Invalid("before");

        var now = time.GetUtcNowMilliseconds();
        var sessions = await reports.ListOwnSessionsAsync(
            new(user.Number, beforeTime, lessonName, limit),
            cancellationToken
        );
        return TypedResults.Ok(sessions.Select(own => OwnSessionResponse.Of(own, now)).ToList());
    }

    private static async Task<Ok<List<OwnLessonResponse>>> ListLessons(
        CurrentUser user,
        TermReports reports,
        IOptions<ReportOptions> options,
        CancellationToken cancellationToken
    )
    {
        var lessons = await reports.ListOwnLessonsAsync(user.Number, cancellationToken);
        return TypedResults.Ok(
            lessons.Select(lesson => OwnLessonResponse.Of(lesson, options.Value.LimitOf(lesson.Plan.Kind))).ToList()
        );
    }
}

/// <param name="Record">Null: absent from a lesson whose class list has the student.</param>
public sealed record OwnSessionResponse(SessionResponse Session, RecordResponse? Record, AttendanceStatus Status)
{
    public static OwnSessionResponse Of(OwnSession own, DateTimeOffset now) =>
        new(
            SessionResponse.ForStudent(own.Session, now),
            own.Record is { } record ? RecordResponse.Of(own.Session, record, now) : null,
            AttendanceStatuses.Of(own.Session, own.Record?.State)
        );
}

public sealed record OwnLessonResponse
{
    public required string LessonName { get; init; }

    public required string TeacherFullName { get; init; }

    public required LessonKind Kind { get; init; }

    public required int? PlannedSessions { get; init; }

    public required int Held { get; init; }

    public required int Attended { get; init; }

    public required int Late { get; init; }

    public required int Excused { get; init; }

    public required int Absent { get; init; }

    public required decimal? Percentage { get; init; }

    public required decimal RequiredPercentage { get; init; }

    public required bool? CanStillReach { get; init; }

    public required decimal? StillPossiblePercentage { get; init; }

    public required int? MayStillMiss { get; init; }

    public static OwnLessonResponse Of(OwnLesson lesson, decimal required)
    {
        var progress = new TermProgress(lesson.Tally, lesson.Plan, required);
        return new()
        {
            LessonName = lesson.Name,
            TeacherFullName = lesson.TeacherName,
            Kind = lesson.Plan.Kind,
            PlannedSessions = lesson.Plan.PlannedSessions,
            Held = lesson.Tally.Held,
            Attended = lesson.Tally.Attended,
            Late = lesson.Tally.Late,
            Excused = lesson.Tally.Excused,
            Absent = lesson.Tally.Absent,
            Percentage = progress.Percentage,
            RequiredPercentage = required,
            CanStillReach = progress.CanStillReach,
            StillPossiblePercentage = progress.StillPossiblePercentage,
            MayStillMiss = progress.MayStillMiss,
        };
    }
}
