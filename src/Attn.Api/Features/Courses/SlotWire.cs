using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Attn.Domain;

namespace Attn.Api.Features.Courses;

/// <summary>An hour of the week, in the institution's zone.</summary>
public sealed record SlotWire
{
    private const string Time = "HH:mm";

    /// <summary>1 (Monday) to 7 (Sunday).</summary>
    [Required, Range(1, 7)]
    public int? Weekday { get; init; }

    /// <summary>HH:MM.</summary>
    [Required, RegularExpression("([01][0-9]|2[0-3]):[0-5][0-9]", ErrorMessage = "Write the time as HH:MM.")]
    public string? From { get; init; }

    /// <summary>HH:MM, on the same day.</summary>
    [Required, RegularExpression("([01][0-9]|2[0-3]):[0-5][0-9]", ErrorMessage = "Write the time as HH:MM.")]
    public string? To { get; init; }

    /// <summary>Null: from the term's first day on.</summary>
    public DateOnly? FirstDay { get; init; }

    /// <summary>Inclusive; null: to the term's last day.</summary>
    public DateOnly? LastDay { get; init; }

    internal static SlotWire Of(WeeklySlot slot) =>
        new()
        {
            Weekday = slot.Weekday,
            From = slot.From.ToString(Time, CultureInfo.InvariantCulture),
            To = slot.To.ToString(Time, CultureInfo.InvariantCulture),
            FirstDay = slot.FirstDay,
            LastDay = slot.LastDay,
        };

    internal WeeklySlot ToSlot() =>
        new(
            Weekday!.Value,
            TimeOnly.ParseExact(From!, Time, CultureInfo.InvariantCulture),
            TimeOnly.ParseExact(To!, Time, CultureInfo.InvariantCulture),
            FirstDay,
            LastDay
        );
}
