using Attn.Domain;

namespace Attn.Api.Features.Decisions;

/// <summary>A decision by hand, as the audit trail has it.</summary>
internal sealed record DecisionResponse(
    DateTimeOffset At,
    string Actor,
    AuditAction Action,
    string? Reason,
    RecordStateResponse? Before,
    RecordStateResponse? After
)
{
    public static DecisionResponse Of(AuditEntry entry) =>
        new(
            entry.At,
            entry.Actor,
            entry.Action,
            entry.Reason,
            RecordStateResponse.Of(entry.Before),
            RecordStateResponse.Of(entry.After)
        );
}

/// <summary>What a record said.</summary>
internal sealed record RecordStateResponse(
    bool IsAttended,
    DateTimeOffset? AttendanceTime,
    string? FailReason,
    DecidedBy DecidedBy,
    bool Excused,
    string? Note,
    bool IsDeleted
)
{
    public static RecordStateResponse? Of(RecordState? state) =>
        state is null
            ? null
            : new(
                state.IsAttended,
                state.AttendanceTime,
                state.FailReason,
                state.DecidedBy,
                state.Excused,
                state.Note,
                state.IsDeleted
            );
}
