using System.ComponentModel;
using Attn.Domain;

namespace Attn.Api.Features.Reports;

public sealed record TermSessionResponse(
    Guid AttendanceId,
    DateTimeOffset StartTime,
    DateTimeOffset EndTime,
    [property: Description("What the session counts where the course counts hours.")] decimal Hours
)
{
    internal static TermSessionResponse Of(ClassSession session, decimal hours) =>
        new(session.Id, session.StartTime, session.EndTime, hours);
}
