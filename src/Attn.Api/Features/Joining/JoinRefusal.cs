namespace Attn.Api.Features.Joining;

/// <summary>Why a code was not changed for a ticket.</summary>
internal enum JoinRefusal
{
    /// <summary>Unreadable, expired, or of a class session that has ended.</summary>
    WrongCode,

    TooManyWrongCodes,

    /// <summary>The code has given its tickets to this address already.</summary>
    TooManyTickets,
}
