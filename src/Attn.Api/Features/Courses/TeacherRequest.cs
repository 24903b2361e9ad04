using System.ComponentModel.DataAnnotations;
using Attn.Domain;

namespace Attn.Api.Features.Courses;

public sealed record TeacherRequest
{
    /// <summary>An assistant changes neither policy nor teachers.</summary>
    [Required, DeniedValues(TeacherRole.Owner, ErrorMessage = "A course has one owner: use teacher or assistant.")]
    public TeacherRole? Role { get; init; }
}
