namespace Attn.FaceVerifier.Webhooks;

internal static class WebhookServices
{
    private const int ConnectionsPerReceiver = 16;
    private static readonly TimeSpan Answers = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Connects = TimeSpan.FromSeconds(5);

    // Names are looked up again after this long, so that a receiver may move.
    private static readonly TimeSpan ConnectionLives = TimeSpan.FromMinutes(2);

    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services
            .AddHttpClient(WebhookSender.ClientName, client => client.Timeout = Answers)
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler
                {
                    // A redirect or a proxy would carry a verdict to an address that nobody allowed.
                    AllowAutoRedirect = false,
                    UseProxy = false,
                    UseCookies = false,
                    ConnectTimeout = Connects,
                    MaxConnectionsPerServer = ConnectionsPerReceiver,
                    PooledConnectionLifetime = ConnectionLives,
                }
            );
        services.AddSingleton<WebhookTargets>();
        return services.AddSingleton<WebhookSender>();
    }
}
