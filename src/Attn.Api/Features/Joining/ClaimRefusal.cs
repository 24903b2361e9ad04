namespace Attn.Api.Features.Joining;

/// <summary>Why a student did not become the owner of a ticket.</summary>
internal enum ClaimRefusal
{
    SessionEnded,

    /// <summary>A ticket has no owner before the class session has started.</summary>
    NotStarted,

    /// <summary>Forged, or expired before anybody claimed it.</summary>
    NotValid,

    SomebodyElses,
}
