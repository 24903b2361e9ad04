using System.Security.Claims;
using Attn.Api.Features.SignIn;
using Attn.Domain;

namespace Attn.Api.Platform.Security;

/// <summary>The LoginSession behind a request's token, as a principal.</summary>
internal static class CurrentUser
{
    private const string NumberClaim = "number";
    private const string NameClaim = "name";

    public static ClaimsPrincipal ToPrincipal(LoginSession login, string scheme) =>
        new(
            new ClaimsIdentity(
                [
                    new(TokenIssuer.LoginClaim, login.Id.ToString()),
                    new(NumberClaim, login.UserNumber),
                    new(NameClaim, login.FullName),
                    new(ClaimTypes.Role, login.Role.ToString()),
                ],
                scheme,
                NumberClaim,
                ClaimTypes.Role
            )
        );

    public static Guid LoginId(this ClaimsPrincipal user) => Guid.Parse(user.FindFirstValue(TokenIssuer.LoginClaim)!);

    public static string Number(this ClaimsPrincipal user) => user.FindFirstValue(NumberClaim)!;

    public static string FullName(this ClaimsPrincipal user) => user.FindFirstValue(NameClaim)!;
}
