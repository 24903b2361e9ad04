using Attn.Api.Features.Archiving;
using Attn.Api.Features.FaceChecks;
using Attn.Api.Features.History;
using Attn.Api.Features.Retention;
using Attn.Api.Platform.Options;
using Attn.Storage;
using Attn.Storage.Archive;
using Attn.Storage.Live;
using Attn.Storage.Workers;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.Decisions;

internal static class DecisionsFeature
{
    public static IServiceCollection AddRecords(this IServiceCollection services) =>
        services
            .AddSingleton<DecisionService>()
            .AddSingleton<DeletionService>()
            .AddSingleton(provider => new Archiver(
                provider.GetRequiredService<ILiveStore>(),
                provider.GetRequiredService<IFaceCheckOutbox>(),
                provider.GetRequiredService<SessionArchive>(),
                provider.GetRequiredService<IOptions<FaceCheckOptions>>().Value.Grace
            ))
            .AddPeriodicWorker<ArchiveWorker>()
            .AddValidatedOptions<RetentionOptions, RetentionOptions.Validator>()
            .AddPeriodicWorker<RetentionWorker>();
}
