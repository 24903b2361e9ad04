using Attn.Api.Platform.Options;
using Attn.Faces;
using Attn.Faces.Pictures;
using Attn.Faces.Queue;
using Attn.Storage;
using Attn.Storage.Workers;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.FaceChecks;

/// <summary>
/// Compares a selfie with the profile photo, and brings the verdict to the record. See docs/faces.md.
/// </summary>
internal static class FaceChecksFeature
{
    private const string HealthClient = "face-verifier-health";

    public static IServiceCollection AddFaceChecks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidatedOptions<FaceCheckOptions, FaceCheckOptions.Validator>();
        services.AddSingleton<WebhookGate>();
        services.AddSingleton<VerdictService>();
        services.AddSingleton(provider => new PictureMemory(
            provider.GetRequiredService<IOptions<FaceCheckOptions>>().Value.PictureMemoryMegabytes
        ));
        services.AddSingleton<PictureNormalizer>();
        services.AddPeriodicWorker<FaceCheckSender>();
        if (configuration["FACE_VERIFIER_MICROSERVICE_URL"] is not { Length: > 0 } url)
            return services.AddEmbeddedVerifier();
        // The validator refuses an address that is not valid, by the name of its variable.
        return Uri.TryCreate($"{url.TrimEnd('/')}/", UriKind.Absolute, out var address)
            ? services.AddVerifierAt(address)
            : services.AddSingleton<IFaceVerifier>(new NullFaceVerifier(""));
    }

    public static void MapFaceChecks(this IEndpointRouteBuilder api) => WebhookEndpoints.Map(api);

    private static IServiceCollection AddVerifierAt(this IServiceCollection services, Uri address)
    {
        services.AddSingleton<FaceVerifierCircuit>();
        services.AddHttpClient(HealthClient, http => http.BaseAddress = address).RemoveAllLoggers();
        services.AddDependencyCheck(
            "face_verifier",
            isRequired: false,
            provider => token => ProbeVerifierAsync(provider, token)
        );
        services.AddHttpClient(
            HttpFaceVerifier.Client,
            http =>
            {
                http.BaseAddress = address;
                http.Timeout = HttpFaceVerifier.Timeout;
            }
        );
        return services.AddSingleton<IFaceVerifier, HttpFaceVerifier>();
    }

    /// <summary>Not required: checks wait in the outbox while the verifier is unavailable.</summary>
    private static async Task<TimeSpan?> ProbeVerifierAsync(
        IServiceProvider provider,
        CancellationToken cancellationToken
    )
    {
        using var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient(HealthClient);
        using var response = await http.GetAsync(
            new Uri("health", UriKind.Relative),
            HttpCompletionOption.ResponseHeadersRead,
            cancellationToken
        );
        response.EnsureSuccessStatusCode();
        return null;
    }

    /// <summary>
    /// Uses the engine in this process. Where it is missing, a teacher who asks for faces is told what to configure.
    /// </summary>
    private static IServiceCollection AddEmbeddedVerifier(this IServiceCollection services)
    {
        var availability = FaceEngineAvailability.Check();
        if (!availability.IsAvailable)
            return services.AddSingleton<IFaceVerifier>(new NullFaceVerifier(availability.Detail));
        services.AddSingleton(provider =>
            FaceEngine.TryCreate(out var found, provider.GetRequiredService<PictureMemory>())
            ?? throw new InvalidOperationException(found.Detail)
        );
        services.AddSingleton<EmbeddedVerdicts>();
        services.AddSingleton(CreateQueue);
        services.AddSingleton(provider => new Lazy<FaceQueue>(provider.GetRequiredService<FaceQueue>));
        return services.AddSingleton<IFaceVerifier, EmbeddedFaceVerifier>();
    }

    private static FaceQueue CreateQueue(IServiceProvider provider) =>
        new(
            new()
            {
                // One core is left for requests.
                Workers = Math.Max(1, Environment.ProcessorCount - 1),
                LowerPriority = true,
                // Further checks wait in the outbox, which is not in memory.
                MaxWaitingBytes = 64 * 1024 * 1024,
            },
            provider.GetRequiredService<FaceEngine>().Compare,
            provider.GetRequiredService<EmbeddedVerdicts>().DeliverAsync,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<FaceQueue>>()
        );
}
