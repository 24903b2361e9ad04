using Attn.Api.Platform.Options;

namespace Attn.Api.Features.LiveView;

internal static class LiveViewFeature
{
    public static IServiceCollection AddLiveView(this IServiceCollection services) =>
        services
            .AddValidatedOptions<LiveViewOptions, LiveViewOptions.Validator>()
            .AddSingleton<StreamLimit>()
            .AddSingleton<LiveViewService>();
}
