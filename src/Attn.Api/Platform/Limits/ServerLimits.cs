using Attn.Api.Platform.Options;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Attn.Api.Platform.Limits;

/// <summary>
/// What a connection may cost before anybody knows who speaks: half-sent requests are cheap to make and must be cheap
/// to hold.
/// </summary>
internal static class ServerLimits
{
    /// <summary>For JSON and short forms. Routes that take lists, pictures or files set their own limit.</summary>
    public const int MaxSmallBody = 8 * 1024;

    // What a connection may send ahead of the reader; the framework's default is 1 MB.
    private const int MaxUnreadBytes = 64 * 1024;

    // A small body has 10 s to come, however it trickles. JSON is read to its end whatever the time limit of the
    // request says, so the rate bounds the large ones too.
    private static readonly MinDataRate MinBodyRate = new(bytesPerSecond: 2048, gracePeriod: TimeSpan.FromSeconds(10));

    private static readonly TimeSpan HeadTimeout = TimeSpan.FromSeconds(15);

    public static IServiceCollection AddServerLimits(this IServiceCollection services)
    {
        services.AddValidatedOptions<ServerLimitOptions, ServerLimitOptions.Validator>();
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<ServerLimitOptions>>(Configure);
        return services;
    }

    private static void Configure(KestrelServerOptions kestrel, IOptions<ServerLimitOptions> options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = options.Value.MaxConnections;
        kestrel.Limits.MaxRequestBodySize = MaxSmallBody;
        kestrel.Limits.MaxRequestBufferSize = MaxUnreadBytes;
        kestrel.Limits.MinRequestBodyDataRate = MinBodyRate;
        kestrel.Limits.RequestHeadersTimeout = HeadTimeout;
    }
}
