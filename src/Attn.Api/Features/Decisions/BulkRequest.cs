using System.ComponentModel.DataAnnotations;
using Attn.Api.Platform.Wire;

namespace Attn.Api.Features.Decisions;

/// <summary>The same decision about many students.</summary>
public sealed record BulkRequest : IValidatableObject
{
    internal const string Accept = "accept";
    internal const string Fail = "fail";
    private const int MaxStudents = 500;

    /// <summary>500 numbers of 64 characters, in any layout.</summary>
    internal const int MaxBytes = 64 * 1024;

    [Required, AllowedValues(Accept, Fail, ErrorMessage = "Use accept or fail.")]
    public string? Action { get; init; }

    /// <summary>Their numbers, 1 to 500.</summary>
    [
        Required,
        MinLength(1, ErrorMessage = "Name at least one student."),
        MaxLength(MaxStudents, ErrorMessage = "Name 500 students at most.")
    ]
    public IReadOnlyList<string>? Students { get; init; }

    /// <summary>Required to fail students, who read it.</summary>
    [PlainText(5, TextLimits.Reason)]
    public string? Reason { get; init; }

    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
    {
        if (Action == Fail && Reason is null)
            yield return new("It is required.", [nameof(Reason)]);
        // A malformed number is reported as not_found in the answer; only a missing one makes the request invalid.
        if (Students!.Any(student => student is null))
            yield return new("A number is missing.", [nameof(Students)]);
    }
}
