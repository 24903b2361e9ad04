using System.ComponentModel.DataAnnotations;
using Attn.Api.Platform.Wire;
using Microsoft.AspNetCore.Mvc;

namespace Attn.Api.Features.SignIn;

/// <summary>The OAuth2 password form. <c>grant_type</c> and other fields are ignored.</summary>
public sealed record TokenForm
{
    [Required, StringLength(TextLimits.Name), Username, FromForm(Name = "username")]
    public string? Username { get; init; }

    [Required, StringLength(1024), FromForm(Name = "password")]
    public string? Password { get; init; }
}
