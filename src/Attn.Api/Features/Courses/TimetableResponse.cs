using Attn.Domain;

namespace Attn.Api.Features.Courses;

/// <summary>When a course is taught.</summary>
public sealed record TimetableResponse(IReadOnlyList<SlotWire> Slots, IReadOnlyList<DateOnly> DaysOff)
{
    internal static TimetableResponse Of(Timetable timetable) =>
        new([.. timetable.Slots.Select(SlotWire.Of)], timetable.DaysOff);
}
