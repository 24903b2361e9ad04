namespace Attn.Api.Features.Decisions;

/// <summary>What a teacher enters about a student who is added by hand.</summary>
internal sealed record Addition(string TypedName, bool IsAttended, string? Reason);
