namespace Attn.Api.ClassSessions;

internal static class ClassSessionServices
{
    public static IServiceCollection AddClassSessions(this IServiceCollection services) =>
        services.AddSingleton<ClassSessionService>();
}
