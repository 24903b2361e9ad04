namespace Attn.Api.Features.History;

internal static class HistoryFeature
{
    public static IServiceCollection AddHistory(this IServiceCollection services) =>
        services.AddSingleton<DeletionService>();

    public static void MapHistory(this IEndpointRouteBuilder teacher) => HistoryEndpoints.Map(teacher);
}
