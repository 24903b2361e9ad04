namespace Attn.FaceVerifier.Webhooks;

internal static class WebhookServices
{
    private const int MaxConnectionsPerReceiver = 16;
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    // New connections resolve the name again, so that a receiver may move.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services
            .AddHttpClient(WebhookSender.ClientName, client => client.Timeout = AnswerTimeout)
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler
                {
                    // A redirect or proxy could carry a verdict to an address that is not allowed.
                    AllowAutoRedirect = false,
                    UseProxy = false,
                    UseCookies = false,
                    ConnectTimeout = ConnectTimeout,
                    MaxConnectionsPerServer = MaxConnectionsPerReceiver,
                    PooledConnectionLifetime = ConnectionLifetime,
                }
            );
        services.AddSingleton<WebhookTargets>();
        return services.AddSingleton<WebhookSender>();
    }
}
