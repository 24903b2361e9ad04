using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Attn.Aksis;

/// <summary>Registers the university's portal.</summary>
public static class PortalServices
{
    /// <summary>
    /// Registers <see cref="IUniversityPortal"/>: the portal at the <c>AKSIS_*_URL</c> addresses, with the demo
    /// accounts in front of it where <c>DEMO_MODE</c> says so (by default in Development only). A wrong variable stops
    /// the start with its name and the remedy. The host registers the institution's <see cref="TimeZoneInfo"/>, in
    /// which "today" and the lessons' times are meant.
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
            .PostConfigure(static options => options.ApplyDefaults())
            .ValidateOnStart();
        services
            .AddOptions<DemoOptions>()
            .Bind(configuration)
            .PostConfigure(options => options.ApplyDefaults(environment.IsDevelopment()))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<AksisOptions>, AksisOptionsValidator>();
        services.AddSingleton<IValidateOptions<DemoOptions>, DemoOptionsValidator>();

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<PortalAddresses>();
        services.AddSingleton<AksisPortal>();
        services.AddSingleton(provider => CreatePortal(provider, environment));
        AddHttpClient(services);
        return services;
    }

    private static IUniversityPortal CreatePortal(IServiceProvider provider, IHostEnvironment environment)
    {
        var portal = provider.GetRequiredService<AksisPortal>();
        var demo = provider.GetRequiredService<IOptions<DemoOptions>>();
        if (!demo.Value.IsEnabled)
            return portal;
        if (!environment.IsDevelopment())
            provider.GetRequiredService<ILogger<DemoPortal>>().DemoOutsideDevelopment();
        return new DemoPortal(portal, demo);
    }

    /// <summary>
    /// One connection pool for all sign-ins. <see cref="AksisBrowser"/> stores the cookies and follows the redirects.
    /// The client does not log, because the portal's addresses hold students' ids, and sends no trace headers.
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
        // A backstop: AksisBrowser has a timeout of its own, which covers body and redirects and follows the host's
        // clock.
        client.Timeout = provider.GetRequiredService<IOptions<AksisOptions>>().Value.SignInTimeout;
        client.DefaultRequestHeaders.UserAgent.ParseAdd("ATTN/1.0");
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("tr-TR");
    }
}
