using Attn.Domain;

namespace Attn.Api.Features.Decisions;

/// <summary>A decision by hand, as the audit trail keeps it.</summary>
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
