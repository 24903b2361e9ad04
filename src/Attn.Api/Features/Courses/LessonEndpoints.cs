using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.Security;
using Attn.Api.Platform.Wire;
using Attn.Domain;
using Attn.Storage.Catalogue;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.Courses;

/// <summary>
/// The routes of lessons, which existing clients use: each name stands for a course of the current term.
/// </summary>
internal static class LessonEndpoints
{
    public static void Map(IEndpointRouteBuilder teacher)
    {
        var group = teacher.MapGroup("/lessons").WithTags("Lessons").RequireRateLimiting(RateLimits.TeacherLookup);

        group.MapGet("", List).WithName("listLessons").WithSummary("Your lessons of the current term.");
        group
            .MapGet("/{lesson}", Find)
            .WithName("findLesson")
            .WithSummary("One of your lessons.")
            .WithProblems(ProblemKinds.LessonNotFound, ProblemKinds.NotValid);
        group
            .MapPut("/{lesson}", Plan)
            .WithName("planLesson")
            .WithSummary("Plan a lesson: sessions of the term, hours, theory or practice.")
            .WithProblems(ProblemKinds.NotForAssistants, ProblemKinds.NotValid);
        group
            .MapGet("/{lesson}/students", ReadStudents)
            .WithName("readClassList")
            .WithSummary("The class list; without one, every student seen in the lesson.")
            .WithProblems(ProblemKinds.LessonNotFound, ProblemKinds.NotValid);
    }

    private static async Task<Ok<List<LessonResponse>>> List(
        [FromQuery(Name = "term_id")] Guid? termId,
        CurrentUser user,
        LessonCourses courses,
        CancellationToken cancellationToken
    )
    {
        var lessons = await courses.ListAsync(user.Number, termId, cancellationToken);
        return TypedResults.Ok(lessons.Select(LessonResponse.Of).ToList());
    }

    private static async Task<Results<Ok<LessonResponse>, ProblemHttpResult>> Find(
        [PlainText(1, TextLimits.Name)] string lesson,
        [FromQuery(Name = "term_id")] Guid? termId,
        CurrentUser user,
        LessonCourses courses,
        CancellationToken cancellationToken
    ) =>
        await courses.FindAsync(user.Number, LessonName.Of(lesson), termId, cancellationToken) is { } found
            ? TypedResults.Ok(LessonResponse.Of(found))
            : Problems.Of(ProblemKinds.LessonNotFound);

    private static async Task<Results<Ok<LessonResponse>, ProblemHttpResult>> Plan(
        [PlainText(1, TextLimits.Name)] string lesson,
        LessonPlanRequest request,
        CurrentUser user,
        LessonCourses lessons,
        CourseCatalogue courses,
        IOptions<DefaultPolicyOptions> options,
        CancellationToken cancellationToken
    )
    {
        var found = await lessons.FindOrMakeAsync(user.Number, LessonName.Of(lesson), cancellationToken);
        if (found.Role == TeacherRole.Assistant)
            return Problems.Of(ProblemKinds.NotForAssistants);
        await courses.ChangePolicyAsync(
            found.Id,
            user.Number,
            policy => request.Change(policy ?? options.Value.NewPolicy),
            request.Kind,
            cancellationToken
        );
        var planned = await courses.FindAsync(found.Id, user.Number, cancellationToken);
        return TypedResults.Ok(LessonResponse.Of(planned!));
    }

    private static async Task<Results<Ok<ClassListResponse>, ProblemHttpResult>> ReadStudents(
        [PlainText(1, TextLimits.Name)] string lesson,
        [FromQuery(Name = "term_id")] Guid? termId,
        CurrentUser user,
        LessonCourses courses,
        ClassListStore lists,
        CancellationToken cancellationToken
    )
    {
        if (await courses.FindAsync(user.Number, LessonName.Of(lesson), termId, cancellationToken) is not { } found)
            return Problems.Of(ProblemKinds.LessonNotFound);
        var students = await lists.ReadAsync(found.Id, cancellationToken);
        return TypedResults.Ok(ClassListResponse.Of(found.Name, students));
    }
}
