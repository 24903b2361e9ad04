using Attn.Api.Platform.Wire;
using Microsoft.AspNetCore.Mvc;

namespace Attn.Api.Features.Decisions;

/// <summary>The path of an excuse. The student may have no record yet, so the number must be a possible one.</summary>
public sealed record ExcuseTarget
{
    [FromRoute(Name = "id")]
    public required Guid Id { get; init; }

    [FromRoute(Name = "student"), SchoolNumber]
    public required string Student { get; init; }
}
