using Attn.Api.Platform.Errors;

namespace Attn.Api.Platform.Security;

/// <summary>The two halves of the contract that belong to one role each; features add their routes to them.</summary>
internal static class RoleGroups
{
    public const string TeacherPolicy = "Teacher";
    public const string StudentPolicy = "Student";

    public static RouteGroupBuilder MapTeacherGroup(this IEndpointRouteBuilder routes) =>
        MapRoleGroup(routes, "/teacher", TeacherPolicy, ProblemKinds.OnlyForTeachers);

    public static RouteGroupBuilder MapStudentGroup(this IEndpointRouteBuilder routes) =>
        MapRoleGroup(routes, "/student", StudentPolicy, ProblemKinds.OnlyForStudents);

    private static RouteGroupBuilder MapRoleGroup(
        IEndpointRouteBuilder routes,
        string prefix,
        string policy,
        ProblemKind forbidden
    ) =>
        routes
            .MapGroup(prefix)
            .RequireAuthorization(policy)
            .WithMetadata(new ForbiddenProblem(forbidden))
            .WithProblems(ProblemKinds.NotSignedIn, forbidden, ProblemKinds.RateLimited, ProblemKinds.StoreUnavailable);
}
