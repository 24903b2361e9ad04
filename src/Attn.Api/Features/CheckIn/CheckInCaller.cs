using System.Net;
using Attn.Api.Platform.Security;
using Attn.Domain;

namespace Attn.Api.Features.CheckIn;

/// <summary>Who tries to check in, and from where.</summary>
/// <param name="WantsNoFaceCheck">Where the class session asks for a face, the teacher is to decide instead.</param>
/// <param name="JoinTicket">As sent; read only where the class session asks for the code on the screen.</param>
internal sealed record CheckInCaller(CurrentUser User, IPAddress? Address, bool WantsNoFaceCheck, string? JoinTicket)
{
    public string Number => User.Number;

    /// <summary>What the ticket says, where the class session asks for one.</summary>
    public RecordFlags TicketFlags { get; init; }
}
