using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.OpenApi;
using Attn.Api.Platform.Security;
using Attn.Api.Platform.Wire;
using Attn.Storage.Catalogue;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Attn.Api.Features.Courses;

/// <summary>A teacher's courses (lessons on the wire): what is planned, and who is expected.</summary>
internal static class CourseEndpoints
{
    public static void Map(IEndpointRouteBuilder teacher)
    {
        var group = teacher.MapGroup("/lessons").WithTags("Lessons").RequireRateLimiting(RateLimits.TeacherLookup);

        group.MapGet("", List).WithName("listLessons").WithSummary("Every lesson that you held or planned.");
        group
            .MapGet("/{lesson}", Find)
            .WithName("findLesson")
            .WithSummary("One of your lessons.")
            .WithProblems(ProblemKinds.LessonNotFound, ProblemKinds.NotValid);
        group
            .MapPut("/{lesson}", Plan)
            .WithName("planLesson")
            .WithSummary("Plan a lesson: sessions of the term, hours, theory or practice.")
            .WithProblems(ProblemKinds.NotValid);
        group
            .MapGet("/{lesson}/students", ReadStudents)
            .WithName("readClassList")
            .WithSummary("The class list; without one, every student seen in the lesson.")
            .WithProblems(ProblemKinds.LessonNotFound, ProblemKinds.NotValid);
        group
            .MapPut("/{lesson}/students", ReplaceStudents)
            .WithName("replaceClassList")
            .WithSummary("Replace the class list, as JSON or CSV; an empty one removes it.")
            .WithDescription(
                "CSV (Content-Type: text/csv): number and name, separated by semicolon, comma or tab; "
                    + "a header and quotes are optional. Either the whole list is saved or nothing."
            )
            .Accepts<ClassListRequest>(ClassListBody.Json, ClassListBody.Csv)
            .WithMetadata(
                new RequestSizeLimitAttribute(ClassListBody.MaxBytes),
                new RequestText(ClassListBody.Csv, "number;name\n1306210042;Ayşe Yılmaz\n1306210043;Mehmet Kaya\n")
            )
            .WithProblems(ProblemKinds.NotValid, ProblemKinds.TooLarge);
    }

    private static async Task<Ok<List<LessonResponse>>> List(
        CurrentUser user,
        ClassLists lists,
        CancellationToken cancellationToken
    )
    {
        var lessons = await lists.ListCoursesAsync(user.Number, cancellationToken);
        return TypedResults.Ok(lessons.Select(LessonResponse.Of).ToList());
    }

    private static async Task<Results<Ok<LessonResponse>, ProblemHttpResult>> Find(
        [PlainText(1, TextLimits.Name)] string lesson,
        CurrentUser user,
        ClassLists lists,
        CancellationToken cancellationToken
    ) =>
        await lists.FindCourseAsync(user.Number, CourseName.Of(lesson), cancellationToken) is { } found
            ? TypedResults.Ok(LessonResponse.Of(found))
            : Problems.Of(ProblemKinds.LessonNotFound);

    private static async Task<Ok<LessonResponse>> Plan(
        [PlainText(1, TextLimits.Name)] string lesson,
        LessonPlanRequest request,
        CurrentUser user,
        ClassLists lists,
        CancellationToken cancellationToken
    )
    {
        var planned = await lists.PlanAsync(user.Number, CourseName.Of(lesson), request.ToPlan(), cancellationToken);
        return TypedResults.Ok(LessonResponse.Of(planned));
    }

    private static async Task<Results<Ok<ClassListResponse>, ProblemHttpResult>> ReadStudents(
        [PlainText(1, TextLimits.Name)] string lesson,
        CurrentUser user,
        ClassLists lists,
        CancellationToken cancellationToken
    )
    {
        if (await lists.FindCourseAsync(user.Number, CourseName.Of(lesson), cancellationToken) is not { } found)
            return Problems.Of(ProblemKinds.LessonNotFound);
        var expected = await lists.ReadAsync(user.Number, found.Name, cancellationToken);
        return TypedResults.Ok(ClassListResponse.Of(found.Name, expected));
    }

    private static async Task<Results<Ok<ClassListResponse>, ProblemHttpResult>> ReplaceStudents(
        [PlainText(1, TextLimits.Name)] string lesson,
        HttpRequest request,
        CurrentUser user,
        ClassLists lists,
        CancellationToken cancellationToken
    )
    {
        var (lines, bodyProblem) = await ClassListBody.ReadAsync(request, cancellationToken);
        if ((bodyProblem ?? lines!.Problem) is { } problem)
            return Problems.Invalid("students", problem);
        var name = CourseName.Of(lesson);
        var expected = await lists.ReplaceAsync(user.Number, name, lines!.Students, cancellationToken);
        return TypedResults.Ok(ClassListResponse.Of(name, expected));
    }
}
