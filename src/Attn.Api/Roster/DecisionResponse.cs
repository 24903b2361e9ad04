using Attn.Domain;

namespace Attn.Api.Roster;

/// <summary>A decision by hand, as the audit trail has it.</summary>
internal sealed record DecisionResponse(
    DateTimeOffset At,
    string Actor,
    AuditAction Action,
    string? Reason,
    StandingResponse? Before,
    StandingResponse? After
)
{
    public static DecisionResponse Of(AuditEntry entry) =>
        new(
            entry.At,
            entry.Actor,
            entry.Action,
            entry.Reason,
            StandingResponse.Of(entry.Before),
            StandingResponse.Of(entry.After)
        );
}

/// <summary>What a record said.</summary>
internal sealed record StandingResponse(
    bool IsAttended,
    DateTimeOffset? AttendanceTime,
    string? FailReason,
    DecidedBy DecidedBy,
    bool Excused,
    string? Note,
    bool IsDeleted
)
{
    public static StandingResponse? Of(Standing? standing) =>
        standing is null
            ? null
            : new(
                standing.IsAttended,
                standing.AttendanceTime,
                standing.FailReason,
                standing.DecidedBy,
                standing.Excused,
                standing.Note,
                standing.IsDeleted
            );
}
