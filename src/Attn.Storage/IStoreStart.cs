namespace Attn.Storage;

/// <summary>
/// What a store does before workers run or a request is served: connect, wait for its server, update its tables.
/// Each store registers its own; <see cref="StorageStart"/> runs them in the order of registration.
/// </summary>
internal interface IStoreStart
{
    /// <exception cref="StoreUnavailableException">The server did not answer in time.</exception>
    /// <exception cref="StartRefusedException">The store cannot be used as configured.</exception>
    Task StartAsync(CancellationToken cancellationToken);
}
