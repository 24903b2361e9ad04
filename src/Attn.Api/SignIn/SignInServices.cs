using Attn.Api.Hosting;

namespace Attn.Api.SignIn;

internal static class SignInServices
{
    public static IServiceCollection AddSignIn(this IServiceCollection services) =>
        services
            .AddCheckedOptions<SecretOptions, SecretOptions.Validator>()
            .AddCheckedOptions<SignInOptions, SignInOptions.Validator>()
            .AddTokenAuthentication()
            .AddSingleton<FailedSignIns>()
            .AddSingleton<SignInService>();
}
