using Attn.Domain;
using Microsoft.EntityFrameworkCore;

namespace Attn.Storage.Archive;

/// <summary>What was decided by hand.</summary>
public sealed partial class SessionArchive
{
    /// <summary>The decisions about one student in a session, oldest first.</summary>
    public Task<IReadOnlyList<AuditEntry>> ListAuditAsync(
        Guid id,
        string studentNumber,
        CancellationToken cancellationToken
    ) =>
        _database.ReadAsync<IReadOnlyList<AuditEntry>>(
            async (context, token) =>
            {
                var rows = await ArchiveQueries.Trail(context, id, studentNumber).ToListAsync(token);
                return [.. rows.Select(row => row.ToDomain())];
            },
            cancellationToken
        );
}
