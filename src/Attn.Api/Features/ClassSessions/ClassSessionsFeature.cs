namespace Attn.Api.Features.ClassSessions;

internal static class ClassSessionsFeature
{
    public static IServiceCollection AddClassSessions(this IServiceCollection services) =>
        services.AddSingleton<ClassSessionService>().AddSingleton<ClassSessionAnswers>();

    public static void MapClassSessions(this IEndpointRouteBuilder teacher) => ClassSessionEndpoints.Map(teacher);
}
