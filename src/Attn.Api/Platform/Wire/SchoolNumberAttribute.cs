using System.ComponentModel.DataAnnotations;
using Attn.Domain;

namespace Attn.Api.Platform.Wire;

/// <summary>A student number or username that somebody typed.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
internal sealed class SchoolNumberAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is not string number || SchoolNumbers.IsPlausible(SchoolNumbers.Canonical(number))
            ? ValidationResult.Success
            : new($"A number has 1 to {SchoolNumbers.MaxLength} letters (a-z), digits or . _ - @, not dots alone.");
}
