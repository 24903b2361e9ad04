namespace Attn.Api.Features.ClassLists;

internal static class ClassListsFeature
{
    public static IServiceCollection AddClassLists(this IServiceCollection services) =>
        services.AddSingleton<ClassListReader>().AddSingleton<ClassListWriter>();

    public static void MapClassLists(this IEndpointRouteBuilder teacher) => ClassListEndpoints.Map(teacher);
}
