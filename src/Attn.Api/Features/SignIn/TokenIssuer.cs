using System.Security.Claims;
using Attn.Api.Platform.Options;
using Attn.Domain;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Attn.Api.Features.SignIn;

/// <summary>Issues the JWT that names a LoginSession, and defines how one is validated.</summary>
internal sealed class TokenIssuer(IOptions<SignInOptions> options, IOptions<SecretOptions> secrets, TimeProvider time)
{
    public const string LoginClaim = "sid";
    private const string Issuer = "attn";

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly SymmetricSecurityKey[] _keys = [.. secrets.Value.SecretKeys.Select(KeyOf)];

    public string Issue(LoginSession login)
    {
        var now = time.GetUtcNow();
        return _handler.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = Issuer,
                Audience = Issuer,
                IssuedAt = now.UtcDateTime,
                Expires = (now + options.Value.TokenLifetime(login.Role)).UtcDateTime,
                Subject = new ClaimsIdentity([
                    new(JwtRegisteredClaimNames.Sub, login.UserNumber),
                    new(LoginClaim, login.Id.ToString()),
                ]),
                SigningCredentials = new(_keys[0], options.Value.Algorithm),
            }
        );
    }

    /// <summary>
    /// Allows one algorithm and our keys only, so that "alg: none" and another family of algorithms never pass.
    /// </summary>
    public TokenValidationParameters Validation =>
        new()
        {
            ValidIssuer = Issuer,
            ValidAudience = Issuer,
            ValidAlgorithms = [options.Value.Algorithm],
            IssuerSigningKeys = _keys,
            RequireExpirationTime = true,
            LifetimeValidator = (_, expires, _, _) => expires is { } end && end > time.GetUtcNow().UtcDateTime,
            NameClaimType = JwtRegisteredClaimNames.Sub,
        };

    // 64 bytes, as HS512 asks for; derived, so that a token's signature says nothing about the picture key.
    private static SymmetricSecurityKey KeyOf(string secret) => new(KeyDerivation.DeriveKey(secret, 64, "attn tokens"));
}
