using System.Security.Claims;
using Attn.Domain;

namespace Attn.Api.Platform.Security;

/// <summary>
/// The signed-in user of a request; a handler takes it as a parameter, nullable where nobody has to sign in.
/// </summary>
internal sealed record CurrentUser(Guid LoginId, string Number, string FullName, UserRole Role)
{
    private const string LoginClaim = "login";
    private const string NumberClaim = "number";
    private const string NameClaim = "name";

    /// <summary>Called by the framework for a parameter of this type; <c>null</c> where nobody is signed in.</summary>
    public static ValueTask<CurrentUser?> BindAsync(HttpContext context) =>
        ValueTask.FromResult(context.User.Identity is { IsAuthenticated: true } ? Of(context.User) : null);

    public static CurrentUser Of(ClaimsPrincipal principal) =>
        new(
            Guid.Parse(principal.FindFirstValue(LoginClaim)!),
            principal.FindFirstValue(NumberClaim)!,
            principal.FindFirstValue(NameClaim)!,
            Enum.Parse<UserRole>(principal.FindFirstValue(ClaimTypes.Role)!)
        );

    /// <summary>The identity's name is the number.</summary>
    public static ClaimsPrincipal ToPrincipal(LoginSession login, string scheme) =>
        new(
            new ClaimsIdentity(
                [
                    new(LoginClaim, login.Id.ToString()),
                    new(NumberClaim, login.UserNumber),
                    new(NameClaim, login.FullName),
                    new(ClaimTypes.Role, login.Role.ToString()),
                ],
                scheme,
                NumberClaim,
                ClaimTypes.Role
            )
        );
}
