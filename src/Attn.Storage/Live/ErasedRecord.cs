using Attn.Domain;

namespace Attn.Storage.Live;

internal static class ErasedRecord
{
    /// <summary>What subscribers receive instead of a record that was erased.</summary>
    public static AttendanceRecord Of(Guid sessionId, string studentNumber) =>
        new()
        {
            SessionId = sessionId,
            StudentNumber = studentNumber,
            StudentName = "",
            NameIsFromPortal = false,
            State = RecordState.Failed("", DecidedBy.System) with { IsDeleted = true },
            UpdatedAt = default,
        };
}
