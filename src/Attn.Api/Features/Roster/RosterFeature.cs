namespace Attn.Api.Features.Roster;

internal static class RosterFeature
{
    public static IServiceCollection AddRoster(this IServiceCollection services) =>
        services.AddSingleton<RosterReader>().AddSingleton<RosterService>();

    public static void MapRoster(this IEndpointRouteBuilder teacher) => RosterEndpoints.Map(teacher);
}
