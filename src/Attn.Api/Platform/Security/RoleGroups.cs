using Attn.Api.Features.SignIn;

namespace Attn.Api.Platform.Security;

/// <summary>The two halves of the contract that belong to one role each; every feature adds its routes to them.</summary>
internal static class RoleGroups
{
    public static RouteGroupBuilder MapTeacherGroup(this IEndpointRouteBuilder routes) =>
        routes
            .MapGroup("/teacher")
            .RequireAuthorization(Authentication.TeacherPolicy)
            .WithMetadata(new ForbiddenDetail("This operation is only valid for teachers."))
            .ProducesProblem(401)
            .ProducesProblem(403)
            .ProducesProblem(429)
            .ProducesProblem(503);

    public static RouteGroupBuilder MapStudentGroup(this IEndpointRouteBuilder routes) =>
        routes
            .MapGroup("/student")
            .RequireAuthorization(Authentication.StudentPolicy)
            .WithMetadata(new ForbiddenDetail("This operation is only valid for students."))
            .ProducesProblem(401)
            .ProducesProblem(403)
            .ProducesProblem(429)
            .ProducesProblem(503);
}
