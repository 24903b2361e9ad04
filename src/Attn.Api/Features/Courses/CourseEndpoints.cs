using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.Security;
using Attn.Domain;
using Attn.Storage.Catalogue;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Attn.Api.Features.Courses;

/// <summary>A teacher lists, looks up and makes courses.</summary>
internal static class CourseEndpoints
{
    public static void Map(IEndpointRouteBuilder teacher)
    {
        var group = teacher.MapGroup("/courses").WithTags("Courses").RequireRateLimiting(RateLimits.TeacherLookup);

        group
            .MapGet("", List)
            .WithName("listCourses")
            .WithSummary("Your courses of a term, by name; of the current term unless you name another.")
            .WithProblems(ProblemKinds.TermNotFound, ProblemKinds.NotValid);
        group
            .MapPost("", Create)
            .WithName("createCourse")
            .WithSummary("Make a course.")
            .Produces<CourseResponse>(StatusCodes.Status201Created)
            .WithProblems(ProblemKinds.TermNotFound, ProblemKinds.CourseExists, ProblemKinds.NotValid);
        group
            .MapGet("/{course}", Find)
            .WithName("findCourse")
            .WithSummary("One of your courses.")
            .WithProblems(ProblemKinds.CourseNotFound, ProblemKinds.NotValid);
    }

    private static async Task<Results<Ok<List<CourseResponse>>, ProblemHttpResult>> List(
        [FromQuery(Name = "term_id")] Guid? termId,
        CurrentUser user,
        LessonCourses lessons,
        CourseCatalogue courses,
        TermCalendar calendar,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (await lessons.FindTermAsync(termId, cancellationToken) is not { } term)
            return Problems.Of(ProblemKinds.TermNotFound);
        var today = calendar.DayOf(time.GetUtcNow());
        var taught = await courses.ListAsync(user.Number, term.Id, cancellationToken);
        return TypedResults.Ok(taught.Select(found => CourseResponse.Of(found, today)).ToList());
    }

    private static async Task<IResult> Create(
        NewCourseRequest request,
        CurrentUser user,
        LessonCourses lessons,
        CourseCatalogue courses,
        TermCalendar calendar,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (await lessons.FindTermAsync(request.TermId, cancellationToken) is not { } term)
            return Problems.Of(ProblemKinds.TermNotFound);
        return await courses.CreateAsync(user.Number, request.ToTitle(), term.Id, cancellationToken) is { } made
            ? TypedResults.Created(
                $"/api/v1/teacher/courses/{made.Id}",
                CourseResponse.Of(made, calendar.DayOf(time.GetUtcNow()))
            )
            : Problems.Of(ProblemKinds.CourseExists);
    }

    private static async Task<Results<Ok<CourseResponse>, ProblemHttpResult>> Find(
        Guid course,
        CurrentUser user,
        CourseCatalogue courses,
        TermCalendar calendar,
        TimeProvider time,
        CancellationToken cancellationToken
    ) =>
        await courses.FindAsync(course, user.Number, cancellationToken) is { } found
            ? TypedResults.Ok(CourseResponse.Of(found, calendar.DayOf(time.GetUtcNow())))
            : Problems.Of(ProblemKinds.CourseNotFound);
}
