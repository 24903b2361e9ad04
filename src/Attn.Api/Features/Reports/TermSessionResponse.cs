using Attn.Domain;

namespace Attn.Api.Features.Reports;

public sealed record TermSessionResponse(Guid AttendanceId, DateTimeOffset StartTime, DateTimeOffset EndTime)
{
    internal static TermSessionResponse Of(ClassSession session) => new(session.Id, session.StartTime, session.EndTime);
}
