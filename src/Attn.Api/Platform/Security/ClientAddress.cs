using System.Net;
using System.Net.Sockets;
using Attn.Api.Platform.Options;
using Attn.Domain;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Attn.Api.Platform.Security;

/// <summary>The address that a request counts as coming from.</summary>
internal static class ClientAddress
{
    private const int CountedBytes6 = 8;

    /// <summary>
    /// The client's address, as the forwarded-headers middleware left it. Without a socket (a test host) there is none.
    /// </summary>
    public static string Address(this HttpContext context) =>
        ClassroomNetwork.Plain(context.Connection.RemoteIpAddress ?? IPAddress.None).ToString();

    /// <summary>
    /// What limits count instead of the address: IPv6 by its /64, because that is what one computer or one household
    /// is given, and may use any of its 2⁶⁴ addresses.
    /// </summary>
    public static string CountedAddress(this HttpContext context) =>
        CountedAs(context.Connection.RemoteIpAddress ?? IPAddress.None);

    internal static string CountedAs(IPAddress address)
    {
        var plain = ClassroomNetwork.Plain(address);
        if (plain.AddressFamily != AddressFamily.InterNetworkV6)
            return plain.ToString();
        var bytes = plain.GetAddressBytes();
        Array.Clear(bytes, CountedBytes6, bytes.Length - CountedBytes6);
        return $"{new IPAddress(bytes)}/64";
    }

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
