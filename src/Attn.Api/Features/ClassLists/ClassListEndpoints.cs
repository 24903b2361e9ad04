using Attn.Api.Features.ClassLists.Students;
using Attn.Api.Features.ClassLists.Wire;
using Attn.Api.Features.Courses;
using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.OpenApi;
using Attn.Api.Platform.Security;
using Attn.Api.Platform.Wire;
using Attn.Domain;
using Attn.Storage.Catalogue;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Attn.Api.Features.ClassLists;

/// <summary>Class lists as people have them: looked at first, then saved.</summary>
internal static class ClassListEndpoints
{
    /// <summary>5000 students with long names.</summary>
    private const long MaxBytes = 4 * 1024 * 1024;

    private const string Json = "application/json";
    private const string Csv = "text/csv";
    private const string Text = "text/plain";
    private const string Example = "number;name\n1306210042;Ayşe Yılmaz\n1306210043;Mehmet Kaya\n";

    private static readonly string[] Files =
    [
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.ms-excel",
        "text/html",
        "text/tab-separated-values",
        "application/csv",
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/octet-stream",
    ];

    private const string Bodies =
        "A workbook (XLSX or XLS), CSV, a pasted text, an HTML table, or JSON. What is not JSON is recognised by its "
        + "bytes, not by its Content-Type. At most 5000 students and 4 MB.";

    public static void Map(IEndpointRouteBuilder teacher)
    {
        var course = teacher
            .MapGroup("/courses/{course}/students")
            .WithTags("Courses")
            .RequireRateLimiting(RateLimits.TeacherLookup)
            .WithProblems(ProblemKinds.CourseNotFound, ProblemKinds.NotValid);
        course
            .MapPost("/preview", Preview)
            .WithName("previewCourseStudents")
            .WithSummary(
                "How a class list is read, what is wrong with it, and what it would change. Nothing is changed."
            )
            .WithDescription($"{Bodies} The ETag of the answer is the version of the list that is there.")
            .TakesLists();
        course
            .MapPut("", Replace)
            .WithName("replaceCourseStudents")
            .WithSummary(
                "Replace the class list by what a preview of the same list shows; an empty JSON list removes it."
            )
            .WithDescription(
                $"{Bodies} Either the whole list is saved or nothing. With If-Match only where the list that is there "
                    + "has this version. The ETag of the answer is the new version."
            )
            .WithProblems(ProblemKinds.ClassListNotValid, ProblemKinds.ClassListChanged)
            .TakesLists();
        teacher
            .MapGroup("/lessons")
            .WithTags("Lessons")
            .RequireRateLimiting(RateLimits.TeacherLookup)
            .MapPut("/{lesson}/students", ReplaceOfLesson)
            .WithName("replaceClassList")
            .WithSummary("Replace the class list; an empty JSON list removes it.")
            .WithDescription($"{Bodies} Either the whole list is saved or nothing.")
            .WithProblems(ProblemKinds.NotValid, ProblemKinds.ClassListChanged)
            .TakesLists();
    }

    private static async Task<Results<Ok<ClassListPreviewResponse>, ProblemHttpResult>> Preview(
        Guid course,
        [AsParameters] ClassListQuery query,
        HttpContext context,
        CurrentUser user,
        CourseCatalogue courses,
        ClassListReader reader,
        ClassListStore lists,
        CancellationToken cancellationToken
    )
    {
        if (await courses.FindNameAsync(course, user.Number, cancellationToken) is null)
            return Problems.Of(ProblemKinds.CourseNotFound);
        var (list, problem) = await reader.ReadAsync(context.Request, query, cancellationToken);
        if (list is null)
            return problem!;
        var before = await lists.ReadListAsync(course, cancellationToken);
        ClassListVersions.Write(context.Response, ClassListVersion.Of(before));
        return TypedResults.Ok(list.Against(before).ToResponse());
    }

    private static async Task<Results<Ok<ClassListPreviewResponse>, ProblemHttpResult>> Replace(
        Guid course,
        [AsParameters] ClassListQuery query,
        HttpContext context,
        CurrentUser user,
        CourseCatalogue courses,
        ClassListReader reader,
        ClassListWriter writer,
        CancellationToken cancellationToken
    )
    {
        if (await courses.FindNameAsync(course, user.Number, cancellationToken) is null)
            return Problems.Of(ProblemKinds.CourseNotFound);
        var (list, unread) = await reader.ReadAsync(context.Request, query, cancellationToken);
        if (list is null)
            return unread!;
        var (saved, problem) = await writer.SaveAsync(
            context,
            course,
            list,
            ProblemKinds.ClassListNotValid,
            cancellationToken
        );
        if (saved is null)
            return problem!;
        return TypedResults.Ok(saved.Update.ToResponse());
    }

    private static async Task<Results<Ok<ClassListResponse>, ProblemHttpResult>> ReplaceOfLesson(
        [PlainText(1, TextLimits.Name)] string lesson,
        [AsParameters] ClassListQuery query,
        HttpContext context,
        CurrentUser user,
        LessonCourses courses,
        ClassListReader reader,
        ClassListWriter writer,
        CancellationToken cancellationToken
    )
    {
        var (list, unread) = await reader.ReadAsync(context.Request, query, cancellationToken);
        if (list is null)
            return unread!;
        if (ClassListWriter.FindProblem(list, ProblemKinds.NotValid) is { } invalid)
            return invalid;
        var found = await courses.FindOrMakeAsync(user.Number, LessonName.Of(lesson), cancellationToken);
        var (saved, problem) = await writer.SaveAsync(
            context,
            found.Id,
            list,
            ProblemKinds.NotValid,
            cancellationToken
        );
        if (saved is null)
            return problem!;
        return TypedResults.Ok(ClassListResponse.Of(found.Name, saved.Students));
    }

    /// <summary>Saves where the list is the one of If-Match, and answers with the new version.</summary>
    private static async Task<(SavedClassList? Saved, ProblemHttpResult? Problem)> SaveAsync(
        this ClassListWriter writer,
        HttpContext context,
        Guid course,
        ReadList list,
        ProblemKind notValid,
        CancellationToken cancellationToken
    )
    {
        var expected = ClassListVersions.Expected(context.Request);
        var answer = await writer.SaveAsync(course, list, expected, notValid, cancellationToken);
        if (answer.Saved is { } saved)
            ClassListVersions.Write(context.Response, saved.Students.Version);
        return answer;
    }

    private static void TakesLists(this RouteHandlerBuilder route) =>
        route
            .Accepts<ClassListRequest>(Json, [Csv, Text, .. Files])
            .WithMetadata(
                new RequestSizeLimitAttribute(MaxBytes),
                new RequestText(Csv, Example),
                new RequestText(Text, Example)
            )
            .WithMetadata([.. Files.Select(file => new RequestFile(file))])
            .WithProblems(ProblemKinds.TooLarge);
}
