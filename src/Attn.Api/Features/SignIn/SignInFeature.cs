using Attn.Api.Platform.Options;

namespace Attn.Api.Features.SignIn;

internal static class SignInFeature
{
    public static IServiceCollection AddSignIn(this IServiceCollection services) =>
        services
            .AddValidatedOptions<SecretOptions, SecretOptions.Validator>()
            .AddValidatedOptions<SignInOptions, SignInOptions.Validator>()
            .AddTokenAuthentication()
            .AddSingleton<FailedSignIns>()
            .AddSingleton<SignInService>();
}
