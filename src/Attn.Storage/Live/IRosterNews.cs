namespace Attn.Storage.Live;

/// <summary>
/// Tells every replica what changes how rosters look without changing a record: a class list, or the portal's name of a
/// student. A notice may be lost with its connection; whoever listens looks again now and then.
/// </summary>
public interface IRosterNews
{
    /// <summary>To be called after the change is saved. An outage is no failure: others look again in time.</summary>
    Task PublishAsync(RosterNotice notice, CancellationToken cancellationToken);

    /// <param name="receive">Must not wait: it is called where notices arrive.</param>
    /// <returns>Dispose of it to stop.</returns>
    IDisposable Watch(Action<RosterNotice> receive);
}
