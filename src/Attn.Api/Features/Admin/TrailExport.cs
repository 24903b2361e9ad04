using Attn.Domain;

namespace Attn.Api.Features.Admin;

/// <summary>A decision by hand about the person.</summary>
internal sealed record TrailExport(
    DateTimeOffset At,
    AuditAction Action,
    string By,
    RecordState? Before,
    RecordState? After,
    string? Reason
);
