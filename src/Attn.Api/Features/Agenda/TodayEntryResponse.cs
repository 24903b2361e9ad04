using System.ComponentModel;
using Attn.Api.Features.ClassSessions;
using Attn.Domain;
using Attn.Storage.Catalogue;

namespace Attn.Api.Features.Agenda;

/// <summary>A slot of today's timetable, a class session of today, or both.</summary>
public sealed record TodayEntryResponse
{
    public required TodayCourseResponse Course { get; init; }

    [Description("Null: the session lies outside the timetable.")]
    public required TodaySlotResponse? Slot { get; init; }

    [Description("Planned, live, ended or cancelled; null: nobody has planned or opened one in the slot.")]
    public required SessionResponse? Session { get; init; }

    [Description("The body that opens a class session now, for the rest of the slot, as the course's last one was.")]
    public required TodayOpenResponse Open { get; init; }
}

public sealed record TodayCourseResponse(Guid CourseId, string Name, string? Section)
{
    internal static TodayCourseResponse Of(Course course) => new(course.Id, course.Name, course.Section);
}

public sealed record TodaySlotResponse(DateTimeOffset StartTime, DateTimeOffset EndTime)
{
    internal static TodaySlotResponse Of(SlotOccurrence slot, TimeZoneInfo zone) =>
        new(slot.StartIn(zone), slot.EndIn(zone));
}

/// <summary>A request to open a class session.</summary>
public sealed record TodayOpenResponse(
    Guid CourseId,
    DateTimeOffset EndTime,
    int SecurityOption,
    int? LateAfterMinutes,
    bool RequireCode
)
{
    /// <param name="last">The course's latest session; <c>null</c>: there was none.</param>
    internal static TodayOpenResponse Of(Guid courseId, DateTimeOffset end, ClassSession? last) =>
        new(
            courseId,
            end,
            (int)(last?.SecurityOption ?? Domain.SecurityOption.Manual),
            last?.LateAfterMinutes,
            last?.RequireCode ?? false
        );
}
