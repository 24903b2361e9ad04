using Attn.Domain;

namespace Attn.Storage.Archive.Rows;

/// <summary>An hour of a course's week.</summary>
internal sealed record TimetableSlotRow
{
    public required Guid CourseId { get; init; }

    /// <summary>In the timetable, from 0.</summary>
    public required int Place { get; init; }

    public required int Weekday { get; init; }

    public required TimeOnly FromTime { get; init; }

    public required TimeOnly ToTime { get; init; }

    public DateOnly? FirstDay { get; init; }

    public DateOnly? LastDay { get; init; }

    public static TimetableSlotRow From(Guid courseId, int place, WeeklySlot slot) =>
        new()
        {
            CourseId = courseId,
            Place = place,
            Weekday = slot.Weekday,
            FromTime = slot.From,
            ToTime = slot.To,
            FirstDay = slot.FirstDay,
            LastDay = slot.LastDay,
        };

    public WeeklySlot ToDomain() => new(Weekday, FromTime, ToTime, FirstDay, LastDay);
}
