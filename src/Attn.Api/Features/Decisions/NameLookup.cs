using Attn.Domain;
using Attn.Storage;
using Attn.Storage.Archive;
using Attn.Storage.Catalogue;

namespace Attn.Api.Features.Decisions;

/// <summary>Finds the names of a student who is to get a record by hand.</summary>
internal sealed class NameLookup(ClassSessionStore sessions, SessionArchive archive, ClassListStore lists)
{
    /// <summary><c>null</c>: the number belongs to a teacher.</summary>
    public async Task<StudentNames?> FindAsync(RecordKey key, CancellationToken cancellationToken)
    {
        var number = SchoolNumbers.Canonical(key.StudentNumber);
        var known = await archive.FindUserAsync(number, cancellationToken);
        if (known is { Role: UserRole.Teacher } || number == key.Teacher.Number)
            return null;
        return known is { IsFromPortal: true }
            ? new(known.FullName, FromClassList: null, Typed: null)
            : new(FromPortal: null, await FindOnClassListAsync(key, number, cancellationToken), known?.FullName);
    }

    private async Task<string?> FindOnClassListAsync(
        RecordKey key,
        string number,
        CancellationToken cancellationToken
    ) =>
        await sessions.FindOwnAsync(key.SessionId, key.Teacher.Number, cancellationToken) is { } session
            ? await lists.FindListedNameAsync(session, number, cancellationToken)
            : null;
}
