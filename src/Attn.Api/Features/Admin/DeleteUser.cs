using System.Globalization;
using Attn.Domain;
using Attn.Storage;

namespace Attn.Api.Features.Admin;

/// <summary>Deletes a person from both stores. Running it again finds nothing to delete.</summary>
internal static class DeleteUser
{
    private const string Remains = """
        What remains, and until when:
          Redis's append-only file: until its next rewrite (BGREWRITEAOF starts one)
          PostgreSQL: dead rows until VACUUM, write-ahead log until it is recycled or its archive is deleted
          backups: until they are deleted; after a restore, run this command again
          replicas' memory: a minute at most
          free text about other students: not searched for this name
        A new sign-in stores the person's data again.
        """;

    public static async Task<int> RunAsync(
        AdminStores stores,
        DeleteUserRequest request,
        CancellationToken cancellationToken
    )
    {
        var number = SchoolNumbers.Canonical(request.Number);
        var stored = await stores.People.FindAsync(number, cancellationToken);
        if (stored.IsEmpty)
        {
            await Console.Out.WriteLineAsync($"Nothing is stored about {number}.");
            return 0;
        }

        await Console.Out.WriteLineAsync(Describe(number, stored));
        if (request.DryRun)
            return 0;
        if (!request.Yes && !await IsConfirmedAsync(number, cancellationToken))
            return await AdminStores.RefuseAsync(
                "Nothing was deleted. Type the number again when asked, or give --yes."
            );
        if (!await ArchiveEndedAsync(stores, stored.Teaching, cancellationToken))
            return await AdminStores.RefuseAsync(
                "Nothing was deleted: this teacher has a class session that has not ended. "
                    + "Finish it, or cancel it if it is planned, wait a few seconds, and try again."
            );
        if (!await stores.People.EraseAsync(number, cancellationToken))
            return await AdminStores.RefuseAsync(
                "Not everything could be deleted: the person is using the program right now. Try again."
            );
        await Console.Out.WriteLineAsync(
            $"Deleted. A second search found nothing of {number} in either store.\n{Remains}"
        );
        return 0;
    }

    /// <summary>
    /// A teacher's ended class sessions are archived first: the archive keeps them without their teacher.
    /// </summary>
    private static async Task<bool> ArchiveEndedAsync(
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

    private static string Describe(string number, StoredPersonData stored)
    {
        var (traces, archived) = (stored.Live, stored.Archived);
        (string Label, int Count)[] counts =
        [
            ("LoginSessions (signed out at once, with their profile photos)", traces.Logins.Count),
            ("pending face checks, with their pictures", traces.Checks.Count),
            ("class sessions joined by code", traces.TicketsOf.Count),
            ("records of class sessions that are not archived yet", stored.LiveRecords.Count),
            ("records in the archive", archived.Records.Count),
            (
                "decisions about these records",
                stored.LiveRecords.Concat(archived.Records).Sum(record => record.Trail.Count)
            ),
            ("entries in class lists", archived.Lists.Count),
            ("answers about face checks", archived.Consent is null ? 0 : 1),
            (
                "class sessions as a teacher (kept for their students, without number, name and address)",
                stored.Teaching.Count + archived.Taught.Count
            ),
            (
                "decisions as a teacher (kept, without the number)",
                stored.LiveDecisions.Count + archived.Decisions.Count
            ),
            ("courses (kept, without the number)", archived.Courses.Count),
        ];
        var lines = counts
            .Where(each => each.Count > 0)
            .Select(each => string.Create(CultureInfo.InvariantCulture, $"  {each.Count, 5}  {each.Label}"));
        return $"{number}{(archived.User is { } user ? $", {user.FullName}" : "")}:\n{string.Join('\n', lines)}";
    }
}
