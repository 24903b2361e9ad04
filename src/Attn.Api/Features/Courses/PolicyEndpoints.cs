using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.Security;
using Attn.Domain;
using Attn.Storage.Catalogue;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.Courses;

/// <summary>How a course counts attendance.</summary>
internal static class PolicyEndpoints
{
    public static void Map(IEndpointRouteBuilder teacher)
    {
        var group = teacher
            .MapGroup("/courses/{course}/policy")
            .WithTags("Courses")
            .RequireRateLimiting(RateLimits.TeacherLookup)
            .WithProblems(ProblemKinds.CourseNotFound, ProblemKinds.NotValid);

        group.MapGet("", Read).WithName("readPolicy").WithSummary("How the course counts attendance, and since when.");
        group
            .MapPut("", Save)
            .WithName("savePolicy")
            .WithSummary("Save a new version of the policy; every percentage of the course follows it at once.")
            .WithProblems(ProblemKinds.NotForAssistants);
    }

    private static async Task<Results<Ok<PolicyResponse>, ProblemHttpResult>> Read(
        Guid course,
        CurrentUser user,
        CourseCatalogue courses,
        IOptions<DefaultPolicyOptions> defaults,
        CancellationToken cancellationToken
    ) =>
        await courses.FindAsync(course, user.Number, cancellationToken) is { } found
            ? await AnswerAsync(found, courses, defaults.Value, cancellationToken)
            : Problems.Of(ProblemKinds.CourseNotFound);

    private static async Task<Results<Ok<PolicyResponse>, ProblemHttpResult>> Save(
        Guid course,
        PolicyRequest request,
        CurrentUser user,
        CourseCatalogue courses,
        IOptions<DefaultPolicyOptions> defaults,
        CancellationToken cancellationToken
    )
    {
        if (await courses.FindAsync(course, user.Number, cancellationToken) is not { } found)
            return Problems.Of(ProblemKinds.CourseNotFound);
        if (found.Role == TeacherRole.Assistant)
            return Problems.Of(ProblemKinds.NotForAssistants);
        var wanted = defaults.Value.PolicyOf(request.ApplyTo(defaults.Value.NewPolicy), found.Kind);
        if (CoursePolicyRules.FindProblem(wanted) is { } problem)
            return ProblemOf(problem);
        await courses.ChangePolicyAsync(
            course,
            user.Number,
            policy => request.ApplyTo(policy ?? defaults.Value.NewPolicy),
            kind: null,
            cancellationToken
        );
        return await AnswerAsync(found, courses, defaults.Value, cancellationToken);
    }

    private static async Task<Ok<PolicyResponse>> AnswerAsync(
        Course course,
        CourseCatalogue courses,
        DefaultPolicyOptions defaults,
        CancellationToken cancellationToken
    )
    {
        var versions = await courses.ListPoliciesAsync(course.Id, cancellationToken);
        var inForce = defaults.PolicyOf(versions.Count > 0 ? versions[^1] : null, course.Kind);
        return TypedResults.Ok(PolicyResponse.Of(versions, inForce));
    }

    private static ProblemHttpResult ProblemOf(CoursePolicyProblem problem) =>
        problem switch
        {
            CoursePolicyProblem.UnknownRule => Problems.Invalid(
                "counts",
                "Use sessions or hours, and a known excuse rule."
            ),
            CoursePolicyProblem.LimitOutOfRange => Problems.Invalid(
                "limit_percent",
                "Give a percentage from 0 to 100."
            ),
            CoursePolicyProblem.LatesOutOfRange => Problems.Invalid(
                "lates_per_absence",
                "Give 1 to 10 late arrivals for one absence, or 0 if late counts as attended."
            ),
            CoursePolicyProblem.HoursPerSessionOutOfRange => Problems.Invalid(
                "hours_per_session",
                "Give 0.01 to 24 hours."
            ),
            CoursePolicyProblem.PlannedOutOfRange => Problems.Invalid(
                "planned_units",
                "Give more than 0 and at most 200 sessions or 2000 hours."
            ),
            CoursePolicyProblem.PlannedSessionsNotWhole => Problems.Invalid(
                "planned_units",
                "Give a whole number of sessions."
            ),
        };
}
