using System.ComponentModel;

namespace Attn.Api.Features.Reports;

public sealed record TermSessionResponse(
    Guid AttendanceId,
    DateTimeOffset StartTime,
    DateTimeOffset EndTime,
    [property: Description("What the session counts where the course counts hours.")] decimal Hours
)
{
    internal static TermSessionResponse Of(ReportedSession reported) =>
        new(reported.Session.Id, reported.Session.StartTime, reported.Session.EndTime, reported.Hours);
}
