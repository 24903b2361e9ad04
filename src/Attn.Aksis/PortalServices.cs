using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Attn.Aksis;

/// <summary>Brings the university's portal into a host.</summary>
public static class PortalServices
{
    /// <summary>
    /// Registers <see cref="IUniversityPortal"/>: the portal at the <c>AKSIS_*_URL</c> addresses, behind the demo accounts where
    /// <c>DEMO_MODE</c> says so (by default in Development only). A wrong variable stops the start with its name and the remedy.
    /// </summary>
    public static IServiceCollection AddUniversityPortal(
        this IServiceCollection services,
        IConfiguration configuration,
        IHostEnvironment environment
    )
    {
        services
            .AddOptions<AksisOptions>()
            .Bind(configuration)
            .PostConfigure(static options => options.UseDefaultsWhereBlank())
            .ValidateOnStart();
        services
            .AddOptions<DemoOptions>()
            .Bind(configuration)
            .PostConfigure(options => options.UseDefaultsWhereBlank(environment.IsDevelopment()))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<AksisOptions>, AksisOptionsValidator>();
        services.AddSingleton<IValidateOptions<DemoOptions>, DemoOptionsValidator>();

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<PortalAddresses>();
        services.AddSingleton<AksisPortal>();
        services.AddSingleton(provider => Portal(provider, environment));
        AddHttpClient(services);
        return services;
    }

    private static IUniversityPortal Portal(IServiceProvider provider, IHostEnvironment environment)
    {
        var portal = provider.GetRequiredService<AksisPortal>();
        var demo = provider.GetRequiredService<IOptions<DemoOptions>>();
        if (!demo.Value.IsOn)
            return portal;
        if (!environment.IsDevelopment())
            provider.GetRequiredService<ILogger<DemoPortal>>().DemoOutsideDevelopment();
        return new DemoPortal(portal, demo);
    }

    /// <summary>
    /// One pool of connections for all sign-ins. It keeps no cookies and follows no redirects, both are <see cref="AksisBrowser"/>'s; nor
    /// does it log, because addresses of the portal hold students' ids, nor pass trace headers on to it.
    /// </summary>
    private static void AddHttpClient(IServiceCollection services) =>
        services
            .AddHttpClient(AksisPortal.HttpClientName, ConfigureClient)
            .ConfigurePrimaryHttpMessageHandler(static () =>
                new SocketsHttpHandler
                {
                    UseCookies = false,
                    AllowAutoRedirect = false,
                    AutomaticDecompression = DecompressionMethods.All,
                    ActivityHeadersPropagator = null,
                    ConnectTimeout = TimeSpan.FromSeconds(5),
                    PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                }
            )
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();

    private static void ConfigureClient(IServiceProvider provider, HttpClient client)
    {
        // The browser's own time-out covers the body and the redirects too, and follows the host's clock; this one is the net below it.
        client.Timeout = provider.GetRequiredService<IOptions<AksisOptions>>().Value.SignInTimeout;
        client.DefaultRequestHeaders.UserAgent.ParseAdd("ATTN/1.0");
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("tr-TR");
    }
}
