using System.ComponentModel.DataAnnotations;

namespace Attn.Api.Features.ClassLists.Wire;

public sealed record ClassListRequest
{
    /// <summary>At most 5000; an empty list removes the class list.</summary>
    [Required]
    public IReadOnlyList<ClassListEntryRequest?>? Students { get; init; }
}
