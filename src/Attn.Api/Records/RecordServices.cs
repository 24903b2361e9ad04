using Attn.Api.FaceChecks;
using Attn.Api.Hosting;
using Attn.Storage;
using Attn.Storage.Archive;
using Attn.Storage.Live;
using Microsoft.Extensions.Options;

namespace Attn.Api.Records;

internal static class RecordServices
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
            .AddCheckedOptions<RetentionOptions, RetentionOptions.Validator>()
            .AddPeriodicWorker<RetentionWorker>();
}
