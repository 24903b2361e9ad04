namespace Attn.Api.Consent;

internal static class ConsentServices
{
    public static IServiceCollection AddConsent(this IServiceCollection services)
    {
        services.AddOptions<ConsentOptions>().BindConfiguration("").ValidateOnStart();
        return services.AddSingleton<ConsentService>();
    }
}
