namespace Attn.Api.Features.Admin;

/// <param name="To">Inclusive.</param>
internal sealed record ListRequest(string? User, DateOnly? From, DateOnly? To, int Limit, bool Json);
