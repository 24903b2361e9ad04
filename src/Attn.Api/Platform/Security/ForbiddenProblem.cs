using Attn.Api.Platform.Errors;

namespace Attn.Api.Platform.Security;

/// <summary>What a signed-in user of the other role is told; metadata of a group of routes.</summary>
internal sealed record ForbiddenProblem(ProblemKind Kind);
