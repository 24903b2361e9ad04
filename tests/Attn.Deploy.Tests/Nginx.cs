using System.Globalization;
using System.Net;
using Attn.Testing;
using Attn.Testing.Program;

namespace Attn.Deploy.Tests;

/// <summary>
/// Debian's nginx with the configuration of deploy/nginx, started by its start.sh; only ports and upstreams are those
/// of a test.
/// </summary>
internal sealed class Nginx : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);
    private readonly DeployFolder _deploy = new();
    private ServerProcess? _server;

    private Nginx(int port, int tlsPort) => (Port, TlsPort) = (port, tlsPort);

    public int Port { get; }

    public int TlsPort { get; }

    public Uri Url => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}"));

    /// <summary>The last lines of its log: one line of JSON per request.</summary>
    public string Output => _server?.Output ?? "";

    /// <param name="certificates">A folder like deploy/certs; <c>null</c>: no certificates.</param>
    /// <param name="backends">Where replicas listen.</param>
    public static Task<Nginx> StartAsync(string? certificates, params Uri[] backends) =>
        StartAsync(certificates, [], backends);

    /// <param name="certificates">A folder like deploy/certs; <c>null</c>: plain HTTP is allowed.</param>
    /// <param name="settings">More of its settings.</param>
    /// <param name="backends">Where replicas listen.</param>
    public static async Task<Nginx> StartAsync(
        string? certificates,
        (string Variable, string Value)[] settings,
        params Uri[] backends
    )
    {
        var nginx = new Nginx(FreePort.Find(), FreePort.Find());
        try
        {
            nginx._server = ServerProcess.Start(
                ["sh", Path.Combine(nginx._deploy.Path, "nginx", "start.sh")],
                nginx.Environment(certificates, settings, backends)
            );
            using var client = new AttnClient(nginx.Url);
            await Eventually.IsTrueAsync(() => nginx.IsUpAsync(client), "nginx serves", StartTimeout);
            return nginx;
        }
        catch
        {
            await nginx.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.EndAsync("TERM");
        _server?.Dispose();
        _deploy.Dispose();
    }

    private async Task<bool> IsUpAsync(AttnClient client)
    {
        if (_server!.HasExited)
            throw new InvalidOperationException($"nginx did not start: {Output}");
        try
        {
            return (await client.GetAsync("/nginx-health")).Status == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private Dictionary<string, string> Environment(
        string? certificates,
        (string Variable, string Value)[] settings,
        Uri[] backends
    )
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            // Debian installs it outside an ordinary user's PATH.
            ["PATH"] = $"{System.Environment.GetEnvironmentVariable("PATH")}:/usr/sbin",
            ["NGINX_BACKENDS"] = string.Join(' ', backends.Select(url => $"server {url.Authority};")),
            ["NGINX_HTTP_PORT"] = Port.ToString(CultureInfo.InvariantCulture),
            ["NGINX_HTTPS_PORT"] = TlsPort.ToString(CultureInfo.InvariantCulture),
            ["NGINX_PUBLIC_HTTPS_PORT"] = TlsPort.ToString(CultureInfo.InvariantCulture),
            ["NGINX_CERTS"] = certificates ?? Path.Combine(_deploy.Root, "none"),
            ["NGINX_RUN"] = Path.Combine(_deploy.Root, "run"),
            ["ALLOW_PLAIN_HTTP"] = certificates is null ? "true" : "false",
        };
        foreach (var (variable, value) in settings)
            environment[variable] = value;
        return environment;
    }
}
