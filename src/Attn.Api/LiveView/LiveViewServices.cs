using Attn.Api.Hosting;

namespace Attn.Api.LiveView;

internal static class LiveViewServices
{
    public static IServiceCollection AddLiveView(this IServiceCollection services) =>
        services
            .AddCheckedOptions<LiveViewOptions, LiveViewOptions.Validator>()
            .AddSingleton<StreamLimit>()
            .AddSingleton<LiveViewService>();
}
