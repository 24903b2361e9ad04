using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Limits;
using Attn.Storage.Live;

namespace Attn.Storage;

/// <summary>
/// All that the stores hold about one person, for requests about one's own data. Numbers are canonical. See
/// docs/decisions/0126.
/// </summary>
public sealed class PersonalData(
    ILiveStore live,
    ILivePeople people,
    PersonArchive archive,
    ILoginStore logins,
    IFaceCheckOutbox outbox,
    IEnumerable<RateLimitPersonData> rates,
    TimeProvider clock
)
{
    /// <summary>Whoever is still found after so many rounds uses the program meanwhile.</summary>
    private const int MaxRounds = 5;

    public async Task<StoredPersonData> FindAsync(string number, CancellationToken cancellationToken)
    {
        var records = new List<PersonRecord>();
        var teaching = new List<ClassSession>();
        var decisions = new List<(Guid, AuditEntry)>();
        // Live before archive: a class session that moves meanwhile is found twice rather than never.
        foreach (var id in await live.ListAllAsync(cancellationToken))
        {
            if (await live.FindRecordAsync(id, number, cancellationToken) is not { } found)
                continue;
            if (found.Session.TeacherNumber == number)
            {
                teaching.Add(found.Session);
                decisions.AddRange((await ReadAuditAsync(id, cancellationToken)).Select(entry => (id, entry)));
            }

            if (found.Record is { } record)
            {
                var trail = await live.FindTrailAsync(id, number, cancellationToken);
                records.Add(new(found.Session, record, trail?.Entries ?? []));
            }
        }

        return new(
            await people.FindPersonDataAsync(number, cancellationToken),
            records,
            teaching,
            decisions,
            await archive.FindAsync(number, cancellationToken)
        );
    }

    /// <summary>
    /// The profile photo of a LoginSession; <c>null</c>: there is none, or it was stored under another SECRET_KEY.
    /// </summary>
    public Task<byte[]?> FindPhotoAsync(LoginSession login, CancellationToken cancellationToken) =>
        logins.FindPhotoAsync(login.Id, login.UserNumber, clock.GetUtcNowMilliseconds(), cancellationToken);

    /// <summary>
    /// The pictures of a face check; <c>null</c>: they are deleted, or were stored under another SECRET_KEY.
    /// </summary>
    public Task<FacePictures?> FindPicturesAsync(FaceCheck check, CancellationToken cancellationToken) =>
        outbox.FindPicturesAsync(check.VerificationId, cancellationToken);

    /// <summary>
    /// Deletes the person from the live store, then from the archive, each in one atomic step, and looks again: a class
    /// session may have moved from one to the other in between. None of a teacher's class sessions may be live.
    /// </summary>
    /// <returns>Whether nothing is left.</returns>
    public async Task<bool> EraseAsync(string number, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            await people.EraseAsync(number, cancellationToken);
            await archive.EraseAsync(number, cancellationToken);
            foreach (var counts in rates)
                await counts.EraseAsync(number, cancellationToken);
            if ((await FindAsync(number, cancellationToken)).IsEmpty)
                return true;
        }

        return false;
    }

    private async Task<IReadOnlyList<AuditEntry>> ReadAuditAsync(Guid id, CancellationToken cancellationToken) =>
        await live.CopyAsync(id, cancellationToken) is { } copy ? copy.Audit : [];
}
