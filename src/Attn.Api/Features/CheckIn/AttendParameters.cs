using System.ComponentModel;
using Attn.Api.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Attn.Api.Features.CheckIn;

/// <summary>What a request to attend consists of, beside the selfie in its body.</summary>
internal sealed record AttendParameters(
    Guid Id,
    [property: FromQuery(Name = "without_face")]
    [property: Description(
        "Where the class session asks for a face: compare nothing and let the teacher decide (`NEEDS_TEACHER`)."
    )]
        bool? WithoutFace,
    [property: FromHeader(Name = "X-Join-Ticket")]
    [property: Description("Where the class session asks for the code on the screen: the ticket that `/join` gave.")]
        string? JoinTicket,
    CurrentUser User,
    HttpContext Context
)
{
    public CheckInCaller ToCaller() => new(User, Context.Connection.RemoteIpAddress, WithoutFace == true, JoinTicket);
}
