namespace Attn.Api.Features.ClassSessions;

internal static class ClassSessionsFeature
{
    public static IServiceCollection AddClassSessions(this IServiceCollection services) =>
        services.AddSingleton<SessionProblems>().AddSingleton<ClassSessionService>();
}
