using Attn.Domain;

namespace Attn.Storage.Live;

/// <summary>
/// One person's data in the live store, for requests about one's own data. Such requests are rare, so there is no index
/// for them: whole kinds of keys or tables are read, in batches. Records are found through <see cref="ILiveStore"/>. An
/// outage is a <see cref="StoreUnavailableException"/>.
/// </summary>
public interface ILivePeople
{
    /// <summary>Finds a person's data other than records and class sessions.</summary>
    Task<LivePersonData> FindPersonDataAsync(string number, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes, in one atomic step, the person's LoginSessions and photos, face checks with their pictures,
    /// tickets, marks of selfies, and records with the decisions about them. A class session that loses a record
    /// has a higher version afterwards, and its subscribers receive a deleted record without a name. Class sessions
    /// that the person teaches stay.
    /// </summary>
    Task EraseAsync(string number, CancellationToken cancellationToken);
}

/// <param name="Checks">Those that wait, and those that were stopped but would still accept a late verdict.</param>
/// <param name="TicketsOf">The class sessions whose join code the person has used.</param>
/// <param name="Selfies">How many selfies of the last day are known by their marks.</param>
public sealed record LivePersonData(
    IReadOnlyList<LoginSession> Logins,
    IReadOnlyList<FaceCheck> Checks,
    IReadOnlyList<Guid> TicketsOf,
    int Selfies
);
