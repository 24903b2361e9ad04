namespace Attn.Api.Features.Joining;

/// <summary>Why a student's ticket does not admit to a class session.</summary>
internal enum TicketRefusal
{
    Missing,

    /// <summary>Forged, expired before anybody claimed it, or for another class session.</summary>
    NotValid,

    SomebodyElses,
}
