using Attn.Api.Features.FaceChecks;
using Attn.Storage;
using Attn.Storage.Archive;
using Attn.Storage.Live;
using Attn.Storage.Workers;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.Archiving;

internal static class ArchivingFeature
{
    public static IServiceCollection AddArchiving(this IServiceCollection services) =>
        services.AddArchiver().AddPeriodicWorker<ArchiveWorker>();

    /// <summary>Without the worker, for admin commands.</summary>
    public static IServiceCollection AddArchiver(this IServiceCollection services) =>
        services.AddSingleton(provider => new Archiver(
            provider.GetRequiredService<ILiveStore>(),
            provider.GetRequiredService<IFaceCheckOutbox>(),
            provider.GetRequiredService<SessionArchive>(),
            provider.GetRequiredService<IOptions<FaceCheckOptions>>().Value.Grace
        ));
}
