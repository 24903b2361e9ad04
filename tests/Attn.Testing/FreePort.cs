using System.Net;
using System.Net.Sockets;

namespace Attn.Testing;

/// <summary>
/// A free port. Another process may take it before it is used, so starting a server retries with another one.
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
