using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.Security;
using Attn.Api.Platform.Wire;
using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Catalogue;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Attn.Api.Features.Courses;

/// <summary>Who is enrolled in a course.</summary>
internal static class CourseStudentEndpoints
{
    public static void Map(IEndpointRouteBuilder teacher)
    {
        var group = teacher
            .MapGroup("/courses/{course}/students")
            .WithTags("Courses")
            .RequireRateLimiting(RateLimits.TeacherLookup)
            .WithProblems(ProblemKinds.CourseNotFound, ProblemKinds.NotValid);

        group
            .MapGet("", List)
            .WithName("listCourseStudents")
            .WithSummary("The class list; without one, every student seen in the course.")
            .WithDescription("The ETag is the version of the class list, for If-Match of a replacement.");
        group
            .MapPut("/{number}", Enrol)
            .WithName("enrolStudent")
            .WithSummary(
                "Enrol a student, or change the enrolment; what you leave out stays as it is, null takes it away."
            );
        group
            .MapDelete("/{number}", Remove)
            .WithName("removeStudent")
            .WithSummary("Take a student off the class list. Records stay.");
    }

    private static async Task<Results<Ok<List<CourseStudentResponse>>, ProblemHttpResult>> List(
        Guid course,
        CurrentUser user,
        CourseCatalogue courses,
        ClassListStore lists,
        HttpResponse response,
        CancellationToken cancellationToken
    )
    {
        if (await courses.FindAsync(course, user.Number, cancellationToken) is null)
            return Problems.Of(ProblemKinds.CourseNotFound);
        var students = await lists.ReadAsync(course, cancellationToken);
        response.Headers.ETag = $"\"{students.Version}\"";
        return Answer(students);
    }

    private static async Task<Results<Ok<List<CourseStudentResponse>>, ProblemHttpResult>> Enrol(
        Guid course,
        [SchoolNumber] string number,
        EnrolmentRequest request,
        CurrentUser user,
        CourseCatalogue courses,
        ClassListStore lists,
        SessionArchive archive,
        CancellationToken cancellationToken
    )
    {
        if (await courses.FindAsync(course, user.Number, cancellationToken) is null)
            return Problems.Of(ProblemKinds.CourseNotFound);
        var canonical = SchoolNumbers.Canonical(number);
        var known = await archive.FindUserAsync(canonical, cancellationToken);
        if (known is { Role: UserRole.Teacher })
            return Problems.Invalid("number", "This number belongs to a teacher.");
        var written = new Enrolment(canonical, known?.FullName ?? "") { WrittenNumber = number.Trim() };
        EnrolmentProblem? refused = null;
        var isNameless = false;
        var students = await lists.EnrolAsync(
            course,
            canonical,
            enrolled =>
            {
                var changed = request.ApplyTo(enrolled ?? written);
                isNameless = changed.Name.Length == 0;
                refused = EnrolmentRules.FindProblem(changed);
                return refused is null && !isNameless ? changed : null;
            },
            cancellationToken
        );
        if (isNameless)
            return Problems.Invalid("student_full_name", "No name is known of this student: give one.");
        return refused is { } refusal ? ProblemOf(refusal) : Answer(students);
    }

    private static async Task<Results<Ok<List<CourseStudentResponse>>, ProblemHttpResult>> Remove(
        Guid course,
        [SchoolNumber] string number,
        CurrentUser user,
        CourseCatalogue courses,
        ClassListStore lists,
        CancellationToken cancellationToken
    ) =>
        await courses.FindAsync(course, user.Number, cancellationToken) is null
            ? Problems.Of(ProblemKinds.CourseNotFound)
            : Answer(await lists.RemoveAsync(course, SchoolNumbers.Canonical(number), cancellationToken));

    private static Results<Ok<List<CourseStudentResponse>>, ProblemHttpResult> Answer(CourseStudents? students) =>
        students is null
            ? Problems.Of(ProblemKinds.CourseNotFound)
            : TypedResults.Ok(CourseStudentResponse.ListOf(students));

    private static ProblemHttpResult ProblemOf(EnrolmentProblem problem) =>
        problem switch
        {
            EnrolmentProblem.EndsBeforeItBegins => Problems.Invalid("to", "The enrolment would end before it begins."),
            EnrolmentProblem.ExemptWithoutReason => Problems.Invalid("exempt_reason", "Say why the student is exempt."),
            EnrolmentProblem.ReasonWithoutExemption => Problems.Invalid(
                "exempt",
                "A reason for an exemption needs \"exempt\": true."
            ),
        };
}
