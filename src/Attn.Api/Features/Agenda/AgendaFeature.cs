namespace Attn.Api.Features.Agenda;

internal static class AgendaFeature
{
    public static IServiceCollection AddAgenda(this IServiceCollection services) =>
        services.AddSingleton<LiveAgenda>().AddSingleton<TodayReader>().AddSingleton<PlannedReader>();

    public static void MapAgenda(this IEndpointRouteBuilder teacher, IEndpointRouteBuilder student)
    {
        TodayEndpoints.Map(teacher);
        PlannedEndpoints.Map(student);
    }
}
