using Attn.Api.Features.SignIn;
using Attn.Api.Platform.Options;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Attn.Api.Tests;

/// <summary>
/// A token signed before an update is valid after it: the key that is derived from a secret never changes.
/// </summary>
public sealed class TokenKeyTests
{
    private const string Secret = "a secret of the tests, longer than 32 bytes: ğüşiöç";

    [Fact]
    public void The_signing_key_of_a_secret_never_changes()
    {
        var issuer = new TokenIssuer(
            Options.Create(new SignInOptions()),
            Options.Create(new SecretOptions { SecretKey = Secret }),
            TimeProvider.System
        );

        var key = Assert.IsType<SymmetricSecurityKey>(Assert.Single(issuer.Validation.IssuerSigningKeys));
        Assert.Equal(
            "3443dd53d277809453ed8fa773cbdacb0aae15ad14ccb45c876ce8263b13efe6"
                + "7beebfb3de64393f04f9b2f992d5c5c52480a13c1e2f940c25e0520a5a811f67",
            Convert.ToHexStringLower(key.Key)
        );
    }
}
