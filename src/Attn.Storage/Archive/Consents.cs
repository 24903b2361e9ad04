using Attn.Domain;
using Attn.Storage.Archive.Copying;
using Microsoft.EntityFrameworkCore;

namespace Attn.Storage.Archive;

/// <summary>
/// What students answered about face checks. Kept beside the archive: it must last, and is read only at a student's
/// sign-in and for face checks. An outage is a <see cref="StoreUnavailableException"/>.
/// </summary>
public sealed class Consents
{
    private static readonly Replacing ByAnotherAnswer = Replacing.AllWhen(
        "consents.withdrawn_at IS NOT NULL OR consents.text_version <> excluded.text_version"
    );

    private static readonly Replacing ByWithdrawal = new(["withdrawn_at"], "consents.withdrawn_at IS NULL");
    private readonly IArchiveDatabase _database;

    internal Consents(IArchiveDatabase database) => _database = database;

    /// <summary><c>null</c>: the student never answered.</summary>
    public Task<FaceConsent?> FindAsync(string studentNumber, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            (context, token) => SessionQueries.Consent(context, studentNumber).SingleOrDefaultAsync(token),
            cancellationToken
        );

    /// <summary>Saves an agreement. The same one twice changes nothing, its time included.</summary>
    public Task<FaceConsent> GiveAsync(
        string studentNumber,
        string textVersion,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) => AnswerAsync(new(studentNumber, textVersion, now, WithdrawnAt: null), ByAnotherAnswer, cancellationToken);

    /// <summary>Withdraws an agreement, or refuses before there was one. Twice changes nothing.</summary>
    /// <param name="textVersion">What is refused, where nothing was agreed to before.</param>
    public Task<FaceConsent> WithdrawAsync(
        string studentNumber,
        string textVersion,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) => AnswerAsync(new(studentNumber, textVersion, GivenAt: null, now), ByWithdrawal, cancellationToken);

    /// <summary>One statement: of two answers at once, one comes after the other.</summary>
    private Task<FaceConsent> AnswerAsync(
        FaceConsent answer,
        Replacing replacing,
        CancellationToken cancellationToken
    ) =>
        _database.WriteAsync(
            async (transaction, token) =>
            {
                await transaction.UpsertAsync(answer, replacing, token);
                return await SessionQueries
                    .Consent(transaction.Context, answer.StudentNumber)
                    .AsNoTracking()
                    .SingleAsync(token);
            },
            cancellationToken
        );
}
