using Attn.Api.Platform.Options;

namespace Attn.Api.Features.SignIn;

/// <summary>
/// Sign-in with the university account, LoginSessions, and the tokens that name them. See docs/portal.md.
/// </summary>
internal static class SignInFeature
{
    public static IServiceCollection AddSignIn(this IServiceCollection services) =>
        services
            .AddValidatedOptions<SignInOptions, SignInOptions.Validator>()
            .AddTokenAuthentication()
            .AddSingleton<TryLines>()
            .AddSingleton<FailedSignIns>()
            .AddSingleton<ProfilePhotos>()
            .AddSingleton<LoginService>()
            .AddSingleton<SignInService>();

    public static void MapSignIn(this IEndpointRouteBuilder api) => SignInEndpoints.Map(api);
}
