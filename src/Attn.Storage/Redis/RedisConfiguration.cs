using StackExchange.Redis;

namespace Attn.Storage.Redis;

/// <summary>How the client is set up: it fails fast and never sends anything twice. See docs/decisions/0070.</summary>
internal static class RedisConfiguration
{
    public static ConfigurationOptions Of(RedisConnectionOptions options)
    {
        var url = options.Url;
        var timeout = (int)options.OperationTimeout.TotalMilliseconds;
        var configuration = new ConfigurationOptions
        {
            EndPoints = { { url.Host, url.Port } },
            User = url.User,
            Password = url.Password,
            DefaultDatabase = url.Database,
            Ssl = url.Tls,
            SslHost = url.Tls ? url.Host : null,
            ClientName = "attn",
            AbortOnConnectFail = false,
            AsyncTimeout = timeout,
            SyncTimeout = timeout,
            ConnectTimeout = 2000,
            ConnectRetry = 1,
            HeartbeatInterval = TimeSpan.FromMilliseconds(250),
            ReconnectRetryPolicy = new LinearRetry(250),
            // A 503 now is better than a request that hangs, and a queued write would run after its caller was refused.
            BacklogPolicy = BacklogPolicy.FailFast,
            // Key names contain student numbers, and exceptions are logged.
            IncludeDetailInExceptions = false,
            // There is one primary: nothing to elect or announce, and a restricted user needs no key or channel
            // for that.
            TieBreaker = "",
            ConfigurationChannel = "",
            SetClientLibrary = false,
        };
        if (options.TrustedIssuerFile is { } file)
            configuration.TrustIssuer(file);
        return configuration;
    }
}
