using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.Security;
using Attn.Api.Platform.Wire;
using Attn.Storage.Archive;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Attn.Api.Features.Courses;

/// <summary>A teacher's lessons over the term: what is planned, and who is expected.</summary>
internal static class LessonEndpoints
{
    public static void MapLessons(this IEndpointRouteBuilder teacher)
    {
        var group = teacher.MapGroup("/lessons").WithTags("Lessons").RequireRateLimiting(RateLimits.TeacherLookup);

        group.MapGet("", List).WithName("listLessons").WithSummary("Every lesson that you held or planned.");
        group
            .MapGet("/{lesson}", Find)
            .WithName("findLesson")
            .WithSummary("One of your lessons.")
            .ProducesProblem(404)
            .ProducesProblem(422);
        group
            .MapPut("/{lesson}", Plan)
            .WithName("planLesson")
            .WithSummary("Plan a lesson: sessions of the term, hours, theory or practice.")
            .ProducesProblem(422);
        group
            .MapGet("/{lesson}/students", ReadStudents)
            .WithName("readClassList")
            .WithSummary("The class list; without one, everybody seen once.")
            .ProducesProblem(404)
            .ProducesProblem(422);
        group
            .MapPut("/{lesson}/students", ReplaceStudents)
            .WithName("replaceClassList")
            .WithSummary("Replace the class list, as JSON or CSV; an empty one removes it.")
            .WithDescription(
                "CSV (Content-Type: text/csv): number and name, separated by semicolon, comma or tab; a header and quotes are optional. All of it is taken, or nothing."
            )
            .Accepts<ClassListRequest>(ClassListBody.Json, ClassListBody.Csv)
            .WithMetadata(new RequestSizeLimitAttribute(ClassListBody.MaxBytes))
            .ProducesProblem(413)
            .ProducesProblem(422);
    }

    private static async Task<Ok<List<LessonResponse>>> List(
        CurrentUser user,
        ClassLists lists,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Ok(
            (await lists.ListLessonsAsync(user.Number, cancellationToken)).Select(LessonResponse.Of).ToList()
        );

    private static async Task<Results<Ok<LessonResponse>, ProblemHttpResult>> Find(
        [PlainText(1, TextLimits.Name)] string lesson,
        CurrentUser user,
        ClassLists lists,
        CancellationToken cancellationToken
    ) =>
        await lists.FindLessonAsync(user.Number, LessonName.Of(lesson), cancellationToken) is { } found
            ? TypedResults.Ok(LessonResponse.Of(found))
            : Problems.Of(ProblemKinds.LessonNotFound);

    private static async Task<Ok<LessonResponse>> Plan(
        [PlainText(1, TextLimits.Name)] string lesson,
        LessonPlanRequest request,
        CurrentUser user,
        ClassLists lists,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Ok(
            LessonResponse.Of(
                await lists.PlanAsync(user.Number, LessonName.Of(lesson), request.ToPlan(), cancellationToken)
            )
        );

    private static async Task<Results<Ok<ClassListResponse>, ProblemHttpResult>> ReadStudents(
        [PlainText(1, TextLimits.Name)] string lesson,
        CurrentUser user,
        ClassLists lists,
        CancellationToken cancellationToken
    )
    {
        if (await lists.FindLessonAsync(user.Number, LessonName.Of(lesson), cancellationToken) is not { } found)
            return Problems.Of(ProblemKinds.LessonNotFound);
        return TypedResults.Ok(
            ClassListResponse.Of(found.Name, await lists.ReadAsync(user.Number, found.Name, cancellationToken))
        );
    }

    private static async Task<Results<Ok<ClassListResponse>, ProblemHttpResult>> ReplaceStudents(
        [PlainText(1, TextLimits.Name)] string lesson,
        HttpRequest request,
        CurrentUser user,
        ClassLists lists,
        CancellationToken cancellationToken
    )
    {
        var (lines, problem) = await ClassListBody.ReadAsync(request, cancellationToken);
        if ((problem ?? lines!.Problem) is { } wrong)
            return Problems.Invalid("students", wrong);
        var name = LessonName.Of(lesson);
        return TypedResults.Ok(
            ClassListResponse.Of(name, await lists.ReplaceAsync(user.Number, name, lines!.Students, cancellationToken))
        );
    }
}
