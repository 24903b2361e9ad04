namespace Attn.Api.Features.Decisions;

internal static class DecisionsFeature
{
    public static IServiceCollection AddDecisions(this IServiceCollection services) =>
        services.AddSingleton<NameLookup>().AddSingleton<DecisionService>().AddSingleton<DecisionAnswers>();

    public static void MapDecisions(this IEndpointRouteBuilder teacher)
    {
        DecisionEndpoints.Map(teacher);
        CorrectionEndpoints.Map(teacher);
    }
}
