using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Security;
using Attn.Domain;
using Attn.Storage.Live;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Attn.Api.Features.SignIn;

/// <summary>
/// Accepts a Bearer token if its signature is valid, it has not expired, and the LoginSession that it names exists.
/// </summary>
internal static class Authentication
{
    public static IServiceCollection AddTokenAuthentication(this IServiceCollection services)
    {
        services.AddSingleton<TokenIssuer>();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<TokenIssuer>(Configure);
        services
            .AddAuthorizationBuilder()
            .AddPolicy(RoleGroups.TeacherPolicy, policy => policy.RequireRole(nameof(UserRole.Teacher)))
            .AddPolicy(RoleGroups.StudentPolicy, policy => policy.RequireRole(nameof(UserRole.Student)));
        return services;
    }

    private static void Configure(JwtBearerOptions options, TokenIssuer issuer)
    {
        options.MapInboundClaims = false;
        options.TokenValidationParameters = issuer.Validation;
        options.Events = new JwtBearerEvents
        {
            OnTokenValidated = FindLoginAsync,
            OnChallenge = RefuseAsync,
            OnForbidden = ForbidAsync,
        };
    }

    private static async Task FindLoginAsync(TokenValidatedContext context)
    {
        var services = context.HttpContext.RequestServices;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNowMilliseconds();
        var login =
            context.SecurityToken is JsonWebToken token
            && token.TryGetPayloadValue<string>(TokenIssuer.LoginClaim, out var claim)
            && Guid.TryParse(claim, out var id)
                // Not cancelled: a client that disconnects would be logged as a failure of the authentication.
                ? await services.GetRequiredService<ILoginStore>().FindAsync(id, now, CancellationToken.None)
                : null;
        if (login is null)
            context.Fail("The LoginSession has ended.");
        else
            context.Principal = CurrentUser.ToPrincipal(login, context.Scheme.Name);
    }

    private static Task RefuseAsync(JwtBearerChallengeContext context)
    {
        context.HandleResponse();
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.Of(ProblemKinds.NotSignedIn).ExecuteAsync(context.HttpContext);
    }

    private static Task ForbidAsync(ForbiddenContext context)
    {
        var problem = context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<ForbiddenProblem>()?.Kind;
        return Problems.Of(problem ?? ProblemKinds.OnlyForTeachers).ExecuteAsync(context.HttpContext);
    }
}
