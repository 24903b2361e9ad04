using System.ComponentModel.DataAnnotations;
using Attn.Api.Platform.Wire;

namespace Attn.Api.Features.SignIn;

public sealed record LoginRequest
{
    [Required, StringLength(TextLimits.Name), Username]
    public string? Username { get; init; }

    [Required, StringLength(1024)]
    public string? Password { get; init; }
}
