using Attn.Api.Hosting;

namespace Attn.Api.FaceChecks;

internal static class FaceCheckServices
{
    public static IServiceCollection AddFaceChecks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddCheckedOptions<FaceCheckOptions, FaceCheckOptions.Validator>();
        services.AddSingleton<WebhookGate>();
        services.AddSingleton<VerdictService>();
        services.AddPeriodicWorker<FaceCheckSender>();
        if (configuration["FACE_VERIFIER_MICROSERVICE_URL"] is { Length: > 0 } url && Uri.TryCreate($"{url.TrimEnd('/')}/", UriKind.Absolute, out var address))
        {
            services.AddSingleton<FaceVerifierCircuit>();
            services.AddHttpClient<IFaceVerifier, HttpFaceVerifier>(http =>
            {
                http.BaseAddress = address;
                http.Timeout = HttpFaceVerifier.Timeout;
            });
        }

        return services;
    }
}
