using Attn.Storage.Archive.Copying;
using Attn.Storage.Archive.Rows;

namespace Attn.Storage.Archive;

/// <summary>Saves names and roles.</summary>
internal static class UserUpserts
{
    /// <summary>Saves a name unless the stored one is better or later.</summary>
    public static Task SaveUserAsync(
        this ArchiveTransaction transaction,
        UserRow user,
        CancellationToken cancellationToken
    ) => transaction.UpsertAsync(user, Replacing.AllWhen(CopyPlan.BetterName), cancellationToken);

    /// <summary>
    /// Saves the name of somebody who signs in. An unchanged name is written at most once a day, to keep its age fresh:
    /// retention deletes users by it.
    /// </summary>
    /// <returns>How many rows were written: 1 or 0.</returns>
    public static Task<int> SaveSignedInAsync(
        this ArchiveTransaction transaction,
        UserRow user,
        CancellationToken cancellationToken
    )
    {
        var dayBefore = transaction.OneDayBefore("excluded.known_at");
        return transaction.UpsertAsync(
            user,
            Replacing.AllWhen($"{CopyPlan.BetterName} OR (excluded.is_from_portal AND users.known_at < {dayBefore})"),
            cancellationToken
        );
    }
}
