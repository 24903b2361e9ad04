using Microsoft.Extensions.Options;

namespace Attn.Api.Platform.Options;

/// <summary>The options that several features read. Each is registered and validated here, once.</summary>
internal static class PlatformOptions
{
    public static IServiceCollection AddPlatformOptions(this IServiceCollection services) =>
        services
            .AddValidatedOptions<SecretOptions, SecretOptions.Validator>()
            .AddValidatedOptions<NetworkOptions, NetworkOptions.Validator>()
            .AddValidatedOptions<TimeZoneOptions, TimeZoneOptions.Validator>()
            .AddSingleton(provider => provider.GetRequiredService<IOptions<TimeZoneOptions>>().Value.Zone)
            .AddValidatedOptions<InstitutionOptions, InstitutionOptions.Validator>()
            .AddValidatedOptions<TermOptions, TermOptions.Validator>()
            .AddSingleton(provider =>
                provider
                    .GetRequiredService<IOptions<TermOptions>>()
                    .Value.CalendarIn(provider.GetRequiredService<TimeZoneInfo>())
            )
            .AddSingleton(provider =>
                provider
                    .GetRequiredService<IOptions<NetworkOptions>>()
                    .Value.Classroom(provider.GetRequiredService<IHostEnvironment>())
            );
}
