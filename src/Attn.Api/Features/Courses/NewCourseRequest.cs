using System.ComponentModel.DataAnnotations;
using Attn.Api.Platform.Wire;
using Attn.Domain;
using Attn.Storage.Catalogue;

namespace Attn.Api.Features.Courses;

public sealed record NewCourseRequest
{
    [Required, PlainText(1, TextLimits.Name)]
    public string? Name { get; init; }

    /// <summary>As the institution abbreviates it, such as FIZ101.</summary>
    [PlainText(1, 50)]
    public string? Code { get; init; }

    /// <summary>Keeps courses of one name apart, such as groups.</summary>
    [PlainText(1, 50)]
    public string? Section { get; init; }

    /// <summary>Default: theory.</summary>
    public CourseKind? Kind { get; init; }

    /// <summary>Default: the current term.</summary>
    public Guid? TermId { get; init; }

    internal CourseTitle ToTitle() => new(Name!.Trim(), Code?.Trim(), Section?.Trim() ?? "", Kind ?? CourseKind.Theory);
}
