using System.Net;
using Attn.Api.Platform.Options;
using Attn.Domain;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Attn.Api.Platform.Security;

/// <summary>The address that a request counts as coming from.</summary>
internal static class ClientAddress
{
    /// <summary>
    /// The client's address, as the forwarded-headers middleware left it. Without a socket (a test host) there is none.
    /// </summary>
    public static string Address(this HttpContext context) =>
        ClassroomNetwork.Plain(context.Connection.RemoteIpAddress ?? IPAddress.None).ToString();

    /// <summary>
    /// Only a trusted proxy may say who its client is: the rightmost untrusted entry of <c>X-Forwarded-For</c> counts.
    /// </summary>
    public static void UseClientAddress(this WebApplication app)
    {
        var proxies = app.Services.GetRequiredService<IOptions<NetworkOptions>>().Value.Proxies;
        // With both of its lists empty, the middleware would trust everybody.
        if (proxies.Count == 0)
            return;

        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
            options.KnownIPNetworks.Add(proxy);
        app.UseForwardedHeaders(options);
    }
}
