using Attn.Api.Features.ClassSessions;
using Attn.Api.Features.Roster;
using Attn.Domain;
using Attn.Storage.Reports;

namespace Attn.Api.Features.Reports;

/// <param name="Record">Null: the class list has the student, who was absent.</param>
public sealed record OwnSessionResponse(SessionResponse Session, RecordResponse? Record, AttendanceStatus Status)
{
    public static OwnSessionResponse Of(OwnSession own, string ownName, DateTimeOffset now) =>
        new(
            SessionResponse.ForStudent(own.Session, now),
            own.Record is { } record ? RecordResponse.ForStudent(own.Session, record, ownName, now) : null,
            AttendanceStatuses.Of(own.Session, own.Record?.State)
        );
}
