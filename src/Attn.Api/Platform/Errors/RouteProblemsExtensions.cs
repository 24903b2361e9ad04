namespace Attn.Api.Platform.Errors;

internal static class RouteProblemsExtensions
{
    /// <summary>
    /// Documents the errors of a route or group; a route's kind replaces its group's of the same code.
    /// </summary>
    public static TBuilder WithProblems<TBuilder>(this TBuilder builder, params ProblemKind[] kinds)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new RouteProblems(kinds));
}
