using System.ComponentModel;
using Attn.Domain;

namespace Attn.Api.Features.Decisions;

/// <summary>What a record said before or after a decision.</summary>
internal sealed record RecordStateResponse(
    bool IsAttended,
    DateTimeOffset? AttendanceTime,
    string? FailReason,
    DecidedBy DecidedBy,
    bool Excused,
    string? Note,
    bool IsDeleted,
    [property: Description("Why the program did not accept the try; null where it did, or where a teacher decided.")]
        ReasonCode? ReasonCode
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
                state.IsDeleted,
                state.ReasonCode
            );
}
