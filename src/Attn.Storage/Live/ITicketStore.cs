using Attn.Domain;

namespace Attn.Storage.Live;

/// <summary>
/// Which student owns a join ticket. An owner is remembered from the ticket's first use until its class session is
/// archived, but no longer than <see cref="LiveStoreLimits.Backstop"/>, by the store's clock.
/// </summary>
public interface ITicketStore
{
    /// <summary>
    /// Gives the ticket to this student unless it has an owner. Of fifty students at once one gets it.
    /// </summary>
    /// <returns>The number of the owner.</returns>
    Task<string> BindAsync(JoinTicket ticket, string studentNumber, CancellationToken cancellationToken);

    /// <returns>The number of the owner; <c>null</c>: none yet.</returns>
    Task<string?> FindOwnerAsync(JoinTicket ticket, CancellationToken cancellationToken);
}
