using Attn.Domain;

namespace Attn.Storage.Live;

/// <summary>
/// Whose a join ticket is. Remembered from its first use until its session is archived, for <see cref="LiveStoreLimits.Backstop"/> at most;
/// by the store's clock.
/// </summary>
public interface ITicketStore
{
    /// <summary>Gives the ticket to this student unless it is somebody's already. Of fifty students at once one gets it.</summary>
    /// <returns>The number of the student whose it is now.</returns>
    Task<string> BindAsync(JoinTicket ticket, string studentNumber, CancellationToken cancellationToken);

    /// <summary>The number of the student whose the ticket is, or <c>null</c>.</summary>
    Task<string?> FindOwnerAsync(JoinTicket ticket, CancellationToken cancellationToken);
}
