namespace Attn.Api.Features.Joining;

/// <summary>Why a student did not become the owner of a ticket.</summary>
internal enum ClaimRefusal
{
    SessionEnded,

    /// <summary>Forged, or expired before anybody claimed it.</summary>
    NotValid,

    SomebodyElses,
}
