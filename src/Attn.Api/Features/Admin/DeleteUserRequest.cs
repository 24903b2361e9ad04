namespace Attn.Api.Features.Admin;

internal sealed record DeleteUserRequest(string Number, bool DryRun, bool Yes);
