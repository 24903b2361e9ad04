using System.Globalization;
using Attn.Domain;
using Attn.Storage;

namespace Attn.Api.Features.Admin;

/// <summary>Deletes a person from both stores. Asked for again, it finds nothing to do.</summary>
internal static class DeleteUser
{
    private const string Remains = """
        What remains, and until when:
          Redis's append-only file: until its next rewrite (BGREWRITEAOF begins one)
          PostgreSQL: dead rows until VACUUM, write-ahead log until it is recycled or its archive is thrown away
          backups: until they are thrown away; after a restore, give this command again
          replicas' memory: a minute at most
          free text that somebody wrote about another student: not searched for this name
        Whoever signs in again is known again.
        """;

    public static async Task<int> RunAsync(
        AdminStores stores,
        DeleteUserRequest request,
        CancellationToken cancellationToken
    )
    {
        var number = SchoolNumbers.Canonical(request.Number);
        var kept = await stores.People.FindAsync(number, cancellationToken);
        if (kept.IsEmpty)
        {
            await Console.Out.WriteLineAsync($"Nothing is kept about {number}.");
            return 0;
        }

        await Console.Out.WriteLineAsync(Describe(number, kept));
        if (request.DryRun)
            return 0;
        if (!request.Yes && !await IsConfirmedAsync(number, cancellationToken))
            return await AdminStores.RefuseAsync(
                "Nothing was deleted. Type the number again when asked, or give --yes."
            );
        if (!await AreEndedAndArchivedAsync(stores, kept.Teaching, cancellationToken))
            return await AdminStores.RefuseAsync(
                "Nothing was deleted: this teacher has a class session that has not ended. Finish it, wait a few seconds, and try again."
            );
        if (!await stores.People.EraseAsync(number, cancellationToken))
            return await AdminStores.RefuseAsync(
                "Not everything could be deleted: the person is using the program at this moment. Try again."
            );
        await Console.Out.WriteLineAsync(
            $"Deleted; looked again, and nothing is left of {number} in either store.\n{Remains}"
        );
        return 0;
    }

    /// <summary>A teacher's class session that has ended is archived first: there is one place then in which it goes on without its teacher.</summary>
    private static async Task<bool> AreEndedAndArchivedAsync(
        AdminStores stores,
        IReadOnlyList<ClassSession> teaching,
        CancellationToken cancellationToken
    )
    {
        foreach (var session in teaching)
        {
            if (!await stores.Archiver.ArchiveAsync(session.Id, stores.Time.GetUtcNowMilliseconds(), cancellationToken))
                return false;
        }

        return true;
    }

    private static async Task<bool> IsConfirmedAsync(string number, CancellationToken cancellationToken)
    {
        await Console.Out.WriteAsync("Type the number again to delete all of this: ");
        return await Console.In.ReadLineAsync(cancellationToken) is { } typed
            && SchoolNumbers.Canonical(typed) == number;
    }

    private static string Describe(string number, StoredPersonData kept)
    {
        var (traces, archived) = (kept.Live, kept.Archived);
        (string What, int Count)[] counts =
        [
            ("LoginSessions (signed out at once, with their profile photos)", traces.Logins.Count),
            ("face checks that wait, with their pictures", traces.Checks.Count),
            ("class sessions joined by code", traces.TicketsOf.Count),
            ("records of class sessions that are not archived yet", kept.LiveRecords.Count),
            ("records in the archive", archived.Records.Count),
            (
                "decisions about these records",
                kept.LiveRecords.Concat(archived.Records).Sum(record => record.Trail.Count)
            ),
            ("places on class lists", archived.Lists.Count),
            ("answers about face checks", archived.Consent is null ? 0 : 1),
            (
                "class sessions as a teacher (kept for their students, without number, name and address)",
                kept.Teaching.Count + archived.Taught.Count
            ),
            ("decisions as a teacher (kept, without the number)", kept.LiveDecisions.Count + archived.Decisions.Count),
            ("lesson plans with their class lists (kept, without the number)", archived.Plans.Count),
        ];
        var lines = counts
            .Where(one => one.Count > 0)
            .Select(one => string.Create(CultureInfo.InvariantCulture, $"  {one.Count, 5}  {one.What}"));
        return $"{number}{(archived.User is { } user ? $", {user.FullName}" : "")}:\n{string.Join('\n', lines)}";
    }
}

internal sealed record DeleteUserRequest(string Number, bool DryRun, bool Yes);
