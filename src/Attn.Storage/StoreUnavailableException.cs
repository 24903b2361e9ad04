namespace Attn.Storage;

/// <summary>A store does not answer. The request may be sent again: nothing was done by halves.</summary>
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException(string store, Exception? inner = null)
        : base($"{store} does not answer.", inner) { }
}
