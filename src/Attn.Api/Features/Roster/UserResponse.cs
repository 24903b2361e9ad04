using Attn.Domain;

namespace Attn.Api.Features.Roster;

/// <summary>A user on the wire.</summary>
public sealed record UserResponse(string UserSchoolNumber, string UserFullName, UserRole Role);
