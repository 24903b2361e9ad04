using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.Security;
using Attn.Api.Platform.Wire;
using Attn.Domain;
using Attn.Storage.Catalogue;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Attn.Api.Features.Courses;

/// <summary>The colleagues who teach a course together.</summary>
internal static class CourseTeacherEndpoints
{
    public static void Map(IEndpointRouteBuilder teacher)
    {
        var group = teacher
            .MapGroup("/courses/{course}/teachers")
            .WithTags("Courses")
            .RequireRateLimiting(RateLimits.TeacherLookup)
            .WithProblems(ProblemKinds.CourseNotFound, ProblemKinds.NotValid);

        group.MapGet("", List).WithName("listTeachers").WithSummary("Who teaches the course, the owner first.");
        group
            .MapPut("/{number}", Save)
            .WithName("saveTeacher")
            .WithSummary("Add a colleague, or change the role of one. Only the owner may.")
            .WithProblems(ProblemKinds.OnlyTheOwner);
        group
            .MapDelete("/{number}", Remove)
            .WithName("removeTeacher")
            .WithSummary("Take a colleague out of the course. Only the owner may.")
            .WithProblems(ProblemKinds.OnlyTheOwner);
    }

    private static async Task<Results<Ok<List<CourseTeacherResponse>>, ProblemHttpResult>> List(
        Guid course,
        CurrentUser user,
        CourseTeachers teachers,
        CancellationToken cancellationToken
    )
    {
        var known = await teachers.ListAsync(course, cancellationToken);
        return known.Any(teacher => teacher.Number == user.Number)
            ? TypedResults.Ok(known.Select(CourseTeacherResponse.Of).ToList())
            : Problems.Of(ProblemKinds.CourseNotFound);
    }

    private static async Task<Results<Ok<List<CourseTeacherResponse>>, ProblemHttpResult>> Save(
        Guid course,
        [SchoolNumber] string number,
        TeacherRequest request,
        CurrentUser user,
        CourseTeachers teachers,
        CancellationToken cancellationToken
    )
    {
        var colleague = SchoolNumbers.Canonical(number);
        var saved = await teachers.SaveAsync(course, user.Number, colleague, request.Role!.Value, cancellationToken);
        return saved.IsRefused
            ? ProblemOf(saved.Refusal.Value)
            : TypedResults.Ok(saved.Value.Teachers.Select(CourseTeacherResponse.Of).ToList());
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(
        Guid course,
        [SchoolNumber] string number,
        CurrentUser user,
        CourseTeachers teachers,
        CancellationToken cancellationToken
    )
    {
        var colleague = SchoolNumbers.Canonical(number);
        var removed = await teachers.RemoveAsync(course, user.Number, colleague, cancellationToken);
        return removed.IsRefused ? ProblemOf(removed.Refusal.Value) : TypedResults.NoContent();
    }

    private static ProblemHttpResult ProblemOf(TeacherChangeRefusal refusal) =>
        refusal switch
        {
            TeacherChangeRefusal.CourseNotFound => Problems.Of(ProblemKinds.CourseNotFound),
            TeacherChangeRefusal.OnlyTheOwner => Problems.Of(ProblemKinds.OnlyTheOwner),
            TeacherChangeRefusal.OwnerStays => Problems.Invalid(
                "number",
                "You own this course: your own role stays as it is."
            ),
            TeacherChangeRefusal.NumberIsStudents => Problems.Invalid("number", "This number belongs to a student."),
        };
}
