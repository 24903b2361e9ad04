namespace Attn.Api.Features.Consent;

/// <summary>A student's consent to face checks. See docs/consent.md.</summary>
internal static class ConsentFeature
{
    public static IServiceCollection AddConsent(this IServiceCollection services)
    {
        services.AddOptions<ConsentOptions>().BindConfiguration("").ValidateOnStart();
        return services.AddSingleton<ConsentService>();
    }

    public static void MapConsent(this IEndpointRouteBuilder student) => ConsentEndpoints.Map(student);
}
