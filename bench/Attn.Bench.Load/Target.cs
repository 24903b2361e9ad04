using System.Net;
using System.Net.Sockets;

namespace Attn.Bench.Load;

/// <summary>The server under load: an address of this machine, and never another's.</summary>
internal sealed record Target(Uri Url, IPEndPoint Address)
{
    /// <exception cref="FormatException">The name leads to another machine, or to none.</exception>
    public static async Task<Target> ResolveAsync(Uri url)
    {
        // The address is looked up once and used for every connection, so a name cannot move elsewhere between the check and the load.
        var addresses = await AddressesOfAsync(url);
        if (addresses.Length == 0 || !addresses.All(IPAddress.IsLoopback))
            throw new FormatException(
                $"{url.Host} is not this machine. A load generator is for your own server on a loopback address."
            );
        foreach (var address in addresses)
        {
            var endPoint = new IPEndPoint(address, url.Port);
            using var probe = new HttpConnection(endPoint);
            if (await probe.TryConnectAsync())
                return new(url, endPoint);
        }

        throw new FormatException($"Nobody listens at {url}.");
    }

    private static async Task<IPAddress[]> AddressesOfAsync(Uri url)
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
