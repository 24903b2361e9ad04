using Microsoft.Extensions.Options;

namespace Attn.FaceVerifier;

internal static class VerifierOptionsSetup
{
    public static IServiceCollection AddVerifierOptions(this IServiceCollection services)
    {
        services.AddOptions<VerifierOptions>().BindConfiguration("").ValidateOnStart();
        return services.AddSingleton<IValidateOptions<VerifierOptions>, VerifierOptionsValidator>();
    }
}
