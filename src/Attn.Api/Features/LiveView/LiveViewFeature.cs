using Attn.Api.Platform.Options;

namespace Attn.Api.Features.LiveView;

/// <summary>Class sessions as they happen, as server-sent events.</summary>
internal static class LiveViewFeature
{
    public static IServiceCollection AddLiveView(this IServiceCollection services) =>
        services
            .AddValidatedOptions<LiveViewOptions, LiveViewOptions.Validator>()
            .AddSingleton<StreamLimit>()
            .AddSingleton<LiveViewService>();

    public static void MapLiveView(this IEndpointRouteBuilder teacher, IEndpointRouteBuilder student) =>
        LiveViewEndpoints.Map(teacher, student);
}
