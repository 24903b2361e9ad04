using System.ComponentModel.DataAnnotations;
using Attn.Domain;

namespace Attn.Api.Platform.Wire;

/// <summary>
/// A username of the portal, which becomes a teacher's number: free text, but nothing that cannot be part of a path.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class UsernameAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is not string username || SchoolNumbers.FitsInPath(SchoolNumbers.Canonical(username))
            ? ValidationResult.Success
            : new("A username is not made of dots alone, and has no / \\ % and no control characters.");
}
