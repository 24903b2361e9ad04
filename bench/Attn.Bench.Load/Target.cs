using System.Net;
using System.Net.Sockets;

namespace Attn.Bench.Load;

/// <summary>The server under load: an address of this machine, and never another's.</summary>
/// <param name="Address">
/// Looked up once and used for every connection, so a name cannot move elsewhere between the check and the load.
/// </param>
internal sealed record Target(Uri Url, IPEndPoint Address)
{
    /// <exception cref="FormatException">The name leads to another machine, or no server listens there.</exception>
    public static async Task<Target> ResolveAsync(Uri url)
    {
        var addresses = await LookUpAsync(url);
        if (addresses.Length == 0 || !addresses.All(IPAddress.IsLoopback))
            throw new FormatException(
                $"{url.Host} is not this machine. A load generator is for your own server on a loopback address."
            );
        foreach (var address in addresses)
        {
            var target = new Target(url, new(address, url.Port));
            if (await target.IsListeningAsync())
                return target;
        }

        throw new FormatException($"No server listens at {url}.");
    }

    /// <summary>
    /// A client with a pool of connections of its own, kept open for as long as the client lives. It adds nothing to a
    /// request and follows no redirect: what is measured is one request and its response.
    /// </summary>
    public HttpClient CreateClient(int maxConnections) =>
        new(
            new SocketsHttpHandler
            {
                MaxConnectionsPerServer = maxConnections,
                PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
                UseProxy = false,
                UseCookies = false,
                AllowAutoRedirect = false,
                ActivityHeadersPropagator = null,
                ConnectCallback = async (_, cancellationToken) =>
                    new NetworkStream(await ConnectAsync(cancellationToken), ownsSocket: true),
            }
        );

    private async Task<bool> IsListeningAsync()
    {
        try
        {
            using var socket = await ConnectAsync(CancellationToken.None);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(Address, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<IPAddress[]> LookUpAsync(Uri url)
    {
        if (IPAddress.TryParse(url.IdnHost, out var address))
            return [address];
        try
        {
            return await Dns.GetHostAddressesAsync(url.IdnHost);
        }
        catch (SocketException)
        {
            return [];
        }
    }
}
