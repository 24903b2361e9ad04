using System.Net;
using Attn.Api.Platform.Security;

namespace Attn.Api.Features.CheckIn;

/// <summary>Who tries to check in, and from where.</summary>
/// <param name="WantsNoFaceCheck">Where a face is asked for, the teacher is to look instead.</param>
/// <param name="JoinTicket">As it was sent; looked at only where the session asks for the code on the screen.</param>
internal sealed record CheckInCaller(CurrentUser User, IPAddress? Address, bool WantsNoFaceCheck, string? JoinTicket)
{
    public string Number => User.Number;
}
