using Attn.Api.Features.SignIn;
using Attn.Api.Platform.Errors;

namespace Attn.Api.Platform.Security;

/// <summary>The two halves of the contract that belong to one role each; every feature adds its routes to them.</summary>
internal static class RoleGroups
{
    public static RouteGroupBuilder MapTeacherGroup(this IEndpointRouteBuilder routes) =>
        routes
            .MapGroup("/teacher")
            .RequireAuthorization(Authentication.TeacherPolicy)
            .WithMetadata(new ForbiddenProblem(ProblemKinds.OnlyForTeachers))
            .WithProblems(
                ProblemKinds.NotSignedIn,
                ProblemKinds.OnlyForTeachers,
                ProblemKinds.RateLimited,
                ProblemKinds.StoreUnavailable
            );

    public static RouteGroupBuilder MapStudentGroup(this IEndpointRouteBuilder routes) =>
        routes
            .MapGroup("/student")
            .RequireAuthorization(Authentication.StudentPolicy)
            .WithMetadata(new ForbiddenProblem(ProblemKinds.OnlyForStudents))
            .WithProblems(
                ProblemKinds.NotSignedIn,
                ProblemKinds.OnlyForStudents,
                ProblemKinds.RateLimited,
                ProblemKinds.StoreUnavailable
            );
}
