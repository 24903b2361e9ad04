namespace Attn.Api.Features.Consent;

internal static class ConsentFeature
{
    public static IServiceCollection AddConsent(this IServiceCollection services)
    {
        services.AddOptions<ConsentOptions>().BindConfiguration("").ValidateOnStart();
        return services.AddSingleton<ConsentService>();
    }
}
