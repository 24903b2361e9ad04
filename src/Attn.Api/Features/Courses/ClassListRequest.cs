using System.ComponentModel.DataAnnotations;

namespace Attn.Api.Features.Courses;

public sealed record ClassListRequest
{
    /// <summary>At most 5000; an empty list removes the class list.</summary>
    [Required]
    public IReadOnlyList<ListedStudent?>? Students { get; init; }
}
