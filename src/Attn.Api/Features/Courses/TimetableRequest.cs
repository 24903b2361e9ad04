using System.ComponentModel.DataAnnotations;
using Attn.Domain;

namespace Attn.Api.Features.Courses;

/// <summary>When a course is taught; it replaces what was there.</summary>
public sealed record TimetableRequest
{
    /// <summary>At most 200.</summary>
    [Required]
    public IReadOnlyList<SlotWire>? Slots { get; init; }

    /// <summary>Days without class, at most 366.</summary>
    public IReadOnlyList<DateOnly>? DaysOff { get; init; }

    /// <summary>What is wrong with the form of it, or <c>null</c>.</summary>
    internal static string? FindProblem(TimetableRequest request)
    {
        if (request.Slots is not { } slots)
            return "The slots are missing.";
        foreach (var slot in slots)
        {
            var problems = new List<ValidationResult>();
            if (slot is null || !Validator.TryValidateObject(slot, new(slot), problems, validateAllProperties: true))
                return problems.Count > 0 ? problems[0].ErrorMessage : "A slot is missing.";
        }

        return null;
    }

    internal Timetable ToTimetable() => new([.. Slots!.Select(slot => slot.ToSlot())], DaysOff ?? []);
}
