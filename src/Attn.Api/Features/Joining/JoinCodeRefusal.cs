namespace Attn.Api.Features.Joining;

/// <summary>Why there is no code to show.</summary>
internal enum JoinCodeRefusal
{
    /// <summary>There is no such class session, or it is another teacher's.</summary>
    SessionNotFound,

    SessionEnded,

    /// <summary>The link would not fit into a QR code that phones can scan.</summary>
    AddressTooLong,
}
