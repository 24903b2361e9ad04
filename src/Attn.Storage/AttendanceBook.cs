using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Live;

namespace Attn.Storage;

/// <summary>
/// Class sessions wherever they are: in the live store until archived, then in the archive. The live store is asked first; it lets go of a
/// session only after the archive has it, so what is in neither was never there, or was deleted.
/// </summary>
public sealed class AttendanceBook(ILiveStore live, IFaceCheckOutbox outbox, SessionArchive archive)
{
    public async Task<ClassSession?> FindSessionAsync(Guid id, CancellationToken cancellationToken) =>
        await live.FindSessionAsync(id, cancellationToken) ?? await archive.FindSessionAsync(id, cancellationToken);

    public async Task<LiveRoster?> ReadRosterAsync(Guid id, CancellationToken cancellationToken) =>
        await live.ReadRosterAsync(id, cancellationToken) ?? await archive.ReadRosterAsync(id, cancellationToken);

    public async Task<LiveRecord?> FindRecordAsync(Guid id, string studentNumber, CancellationToken cancellationToken) =>
        await live.FindRecordAsync(id, studentNumber, cancellationToken) ?? await archive.FindRecordAsync(id, studentNumber, cancellationToken);

    /// <summary>Changes one record by a rule, atomically, where the record is. <c>null</c>: there is no such session.</summary>
    public async Task<TOutcome?> ChangeRecordAsync<TOutcome>(
        Guid id, string studentNumber, Func<ClassSession, AttendanceRecord?, RecordChange<TOutcome>> rule, CancellationToken cancellationToken)
        where TOutcome : class =>
        await live.ChangeRecordAsync(id, studentNumber, rule, cancellationToken)
        ?? await ChangeArchivedAsync(id, studentNumber, rule, cancellationToken);

    /// <summary>
    /// The outbox is the live store's: for a record in the archive the check goes after the record was changed. A crash in between leaves an entry
    /// that ends at its deadline.
    /// </summary>
    private async Task<TOutcome?> ChangeArchivedAsync<TOutcome>(
        Guid id, string studentNumber, Func<ClassSession, AttendanceRecord?, RecordChange<TOutcome>> rule, CancellationToken cancellationToken)
        where TOutcome : class
    {
        Guid? over = null;
        var outcome = await archive.ChangeRecordAsync(id, studentNumber, AskAndRemember, cancellationToken);
        if (over is { } verificationId)
            await outbox.RemoveAsync(verificationId, CancellationToken.None);
        return outcome;

        RecordChange<TOutcome> AskAndRemember(ClassSession session, AttendanceRecord? record)
        {
            var change = rule(session, record);
            over = change.EndsCheck ?? change.StopsCheck;
            return change;
        }
    }
}
