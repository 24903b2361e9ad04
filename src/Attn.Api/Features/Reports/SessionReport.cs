using Attn.Domain;

namespace Attn.Api.Features.Reports;

/// <summary>The report of one class session.</summary>
/// <param name="ReadAt">UTC.</param>
/// <param name="Zone">In which the times of a file are written.</param>
internal sealed record SessionReport(
    ClassSession Session,
    IAsyncEnumerable<SessionStudent> Students,
    DateTimeOffset ReadAt,
    TimeZoneInfo Zone
);
