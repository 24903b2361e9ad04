using Attn.Domain;
using Attn.Storage.Catalogue;

namespace Attn.Api.Features.Reports;

/// <summary>The report of a course over the term.</summary>
internal sealed record CourseReport
{
    public required Course Course { get; init; }

    public required CoursePolicy Policy { get; init; }

    /// <summary>Those that were held, in the order of their start; each student has one status for each.</summary>
    public required IReadOnlyList<ReportedSession> Sessions { get; init; }

    /// <summary>Those that were cancelled, or finished before their start.</summary>
    public required IReadOnlyList<ReportedSession> NotHeld { get; init; }

    public required IAsyncEnumerable<TermStudentResponse> Students { get; init; }

    public required TermFilter Filter { get; init; }

    /// <summary>In the institution's zone, as asked for; <c>null</c>: the term's.</summary>
    public required DateOnly? FirstDay { get; init; }

    /// <summary>Inclusive.</summary>
    public required DateOnly? LastDay { get; init; }

    /// <summary>The students come after this number; <c>null</c>: from the first on.</summary>
    public required string? After { get; init; }

    /// <summary>Of the last student, where more students come after; else <c>null</c>.</summary>
    public required string? LastNumber { get; init; }

    /// <summary>
    /// Names of those who teach the course, the owner first and without assistants. Only files have them.
    /// </summary>
    public required IReadOnlyList<string> Teachers { get; init; }

    public required ReportOrigin Origin { get; init; }
}

/// <param name="Hours">What the session counts where the course counts hours.</param>
internal sealed record ReportedSession(ClassSession Session, decimal Hours);

/// <summary>Where and when a report was made.</summary>
/// <param name="Institution"><c>null</c>: nobody has set its name.</param>
/// <param name="ReadAt">UTC.</param>
/// <param name="Zone">In which the times of a file are written.</param>
internal sealed record ReportOrigin(string? Institution, DateTimeOffset ReadAt, TimeZoneInfo Zone)
{
    public DateTime ReadAtLocal => Local(ReadAt);

    public DateTime Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, Zone).DateTime;
}
