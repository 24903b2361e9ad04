using Attn.Domain;

namespace Attn.Storage.Live;

/// <summary>
/// One person in the live store, for requests about one's own data. They are rare, so there is no index for them: whole kinds of keys or tables are
/// read, in parts. Records are found through <see cref="ILiveStore"/>. An outage is a <see cref="StoreUnavailableException"/>.
/// </summary>
public interface ILivePeople
{
    /// <summary>What there is of a person beside records and class sessions.</summary>
    Task<LivePersonData> FindPersonDataAsync(string number, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes, in one atomic step, the person's LoginSessions and photos, face checks with their pictures, tickets, and records with what was decided
    /// about them. A class session that loses a record has a higher version afterwards, and its listeners are told of a deleted record without a
    /// name. Class sessions that the person teaches stay.
    /// </summary>
    Task EraseAsync(string number, CancellationToken cancellationToken);
}

/// <param name="Checks">Those that wait, and those that were stopped and whose late verdict would still be taken.</param>
/// <param name="TicketsOf">The class sessions whose code on the screen was used by the person.</param>
public sealed record LivePersonData(
    IReadOnlyList<LoginSession> Logins,
    IReadOnlyList<FaceCheck> Checks,
    IReadOnlyList<Guid> TicketsOf
);

internal static class ErasedRecord
{
    /// <summary>What listeners are told instead of a record that is gone.</summary>
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
