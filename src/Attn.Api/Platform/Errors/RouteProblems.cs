namespace Attn.Api.Platform.Errors;

/// <summary>The errors that a route, or every route of a group, can answer with, for the OpenAPI document.</summary>
internal sealed record RouteProblems(IReadOnlyList<ProblemKind> Kinds);
