using Attn.Api.Platform.Options;
using Attn.Storage.Workers;

namespace Attn.Api.Features.Retention;

internal static class RetentionFeature
{
    public static IServiceCollection AddRetention(this IServiceCollection services) =>
        services
            .AddValidatedOptions<RetentionOptions, RetentionOptions.Validator>()
            .AddPeriodicWorker<RetentionWorker>();
}
