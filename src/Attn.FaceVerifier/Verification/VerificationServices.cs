using System.Text.Json;
using Attn.Faces;
using Attn.Faces.Pictures;
using Attn.Faces.Queue;
using Attn.FaceVerifier.Webhooks;
using Microsoft.Extensions.Options;

namespace Attn.FaceVerifier.Verification;

internal static class VerificationServices
{
    public static IServiceCollection AddVerification(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options =>
            options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower
        );
        services.AddSingleton(provider => new PictureMemory(
            provider.GetRequiredService<IOptions<VerifierOptions>>().Value.PictureMemoryMegabytes
        ));
        services.AddSingleton(provider =>
            FaceEngine.TryCreate(out var availability, provider.GetRequiredService<PictureMemory>())
            ?? throw new InvalidOperationException(availability.Detail)
        );
        services.AddSingleton<RequestMemory>();
        services.AddSingleton<FaceQueue.CompareFaces>(provider => provider.GetRequiredService<FaceEngine>().Compare);
        services.AddSingleton(CreateQueue);
        services.AddSingleton<VerificationReceiver>();
        services.AddSingleton<EngineWarmUp>();
        return services.AddHostedService(provider => provider.GetRequiredService<EngineWarmUp>());
    }

    private static FaceQueue CreateQueue(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<VerifierOptions>>().Value;
        var limits = new FaceQueueOptions { MaxWaiting = options.QueueLength };
        if (options.Workers > 0)
            limits.Workers = options.Workers;
        return new(
            limits,
            services.GetRequiredService<FaceQueue.CompareFaces>(),
            services.GetRequiredService<WebhookSender>().DeliverAsync,
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<FaceQueue>>()
        );
    }
}
