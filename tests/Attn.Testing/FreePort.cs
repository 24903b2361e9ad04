using System.Net;
using System.Net.Sockets;

namespace Attn.Testing;

/// <summary>
/// A port that nobody listens on. Somebody may take it before it is used, so whoever starts a server tries another
/// one.
/// </summary>
public static class FreePort
{
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
