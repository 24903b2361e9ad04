using Attn.Domain;
using Microsoft.EntityFrameworkCore;

namespace Attn.Storage.Archive;

/// <summary>
/// What students said about face checks. Kept beside the archive: it must last, and is asked at a student's sign-in and for face checks only.
/// An outage is a <see cref="StoreUnavailableException"/>.
/// </summary>
public sealed class Consents
{
    private readonly IArchiveDatabase _database;

    internal Consents(IArchiveDatabase database) => _database = database;

    /// <summary><c>null</c>: the student never answered.</summary>
    public Task<FaceConsent?> FindAsync(string studentNumber, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            async (context, token) =>
                (await ArchiveQueries.Consent(context, studentNumber).SingleOrDefaultAsync(token))?.ToDomain(),
            cancellationToken
        );

    /// <summary>Remembers an agreement. The same one again changes nothing, its time included.</summary>
    public Task<FaceConsent> GiveAsync(
        string studentNumber,
        string textVersion,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        WriteAsync(
            studentNumber,
            (context, token) => context.GiveConsentAsync(studentNumber, textVersion, now, token),
            cancellationToken
        );

    /// <summary>Takes an agreement back, or refuses before there was one. Again: nothing changes.</summary>
    /// <param name="textVersion">What is refused, where nothing was agreed to before.</param>
    public Task<FaceConsent> WithdrawAsync(
        string studentNumber,
        string textVersion,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        WriteAsync(
            studentNumber,
            (context, token) => context.WithdrawConsentAsync(studentNumber, textVersion, now, token),
            cancellationToken
        );

    private Task<FaceConsent> WriteAsync(
        string studentNumber,
        Func<AttnDbContext, CancellationToken, Task> write,
        CancellationToken cancellationToken
    ) =>
        _database.WriteAsync(
            async (context, token) =>
            {
                await write(context, token);
                return (
                    await ArchiveQueries.Consent(context, studentNumber).AsNoTracking().SingleAsync(token)
                ).ToDomain();
            },
            cancellationToken
        );
}
