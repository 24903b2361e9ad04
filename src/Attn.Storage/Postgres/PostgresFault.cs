namespace Attn.Storage.Postgres;

/// <summary>A fault of the server or the network, not of this program.</summary>
internal enum PostgresFault
{
    /// <summary>The server rolled this transaction back because of another one.</summary>
    Conflict,

    /// <summary>The connection is lost, or the server accepts none.</summary>
    Connection,

    /// <summary>No answer in time. Not retried: the caller has waited long enough.</summary>
    Timeout,
}
