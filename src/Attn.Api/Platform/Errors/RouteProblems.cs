namespace Attn.Api.Platform.Errors;

/// <summary>Which errors a route, or every route of a group, can answer. The OpenAPI document shows them with an example each.</summary>
internal sealed record RouteProblems(IReadOnlyList<ProblemKind> Kinds);

internal static class RouteProblemsExtensions
{
    public static TBuilder WithProblems<TBuilder>(this TBuilder builder, params ProblemKind[] kinds)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new RouteProblems(kinds));
}
