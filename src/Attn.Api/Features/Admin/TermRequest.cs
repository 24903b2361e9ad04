namespace Attn.Api.Features.Admin;

/// <summary>A term to be entered.</summary>
internal sealed record TermRequest(string Name, DateOnly FirstDay, DateOnly LastDay);
