namespace Attn.Api.Features.Joining;

/// <summary>Why a ticket that a student showed does not count.</summary>
internal enum TicketRefusal
{
    Missing,

    /// <summary>Forged, expired before anybody used it, or of another class session.</summary>
    NotValid,

    SomebodyElses,
}
