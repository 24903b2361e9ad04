using System.Globalization;
using System.Net;
using Attn.Testing;

namespace Attn.Deploy.Tests;

/// <summary>
/// Whom nginx counts as one client: deploy/nginx/clients.conf, asked by a server that takes the caller's address from a
/// header.
/// </summary>
public sealed class ClientNetworkTests : IAsyncLifetime
{
    private readonly DeployFolder _deploy = new();
    private readonly int _port = FreePort.Find();
    private readonly HttpClient _http = new();
    private ServerProcess _nginx = null!;

    private Uri Url => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}/"));

    public async ValueTask InitializeAsync()
    {
        var clients = await File.ReadAllTextAsync(Path.Combine(_deploy.Path, "nginx", "clients.conf"));
        var file = Path.Combine(_deploy.Root, "nginx.conf");
        await File.WriteAllTextAsync(
            file,
            string.Create(
                CultureInfo.InvariantCulture,
                $$"""
                pid {{_deploy.Root}}/nginx.pid;
                events {}
                http {
                    access_log off;
                    {{clients.Replace("@REQUESTS@", "1", StringComparison.Ordinal)}}
                    server {
                        listen 127.0.0.1:{{_port}};
                        set_real_ip_from 127.0.0.1;
                        real_ip_header X-Caller;
                        location / { return 200 $client; }
                    }
                }
                """
            )
        );
        var path = $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin";
        _nginx = ServerProcess.Start(
            ["sh", "-c", $"exec nginx -c {file} -e stderr -g 'daemon off;'"],
            new Dictionary<string, string>(StringComparer.Ordinal) { ["PATH"] = path }
        );
        await Eventually.IsTrueAsync(IsUpAsync, "nginx serves");
    }

    public async ValueTask DisposeAsync()
    {
        await _nginx.EndAsync("TERM");
        _nginx.Dispose();
        _http.Dispose();
        _deploy.Dispose();
    }

    [Theory]
    [InlineData("10.20.0.1", "10.20.0.1", true)]
    [InlineData("10.20.0.1", "10.20.0.2", false)]
    // Bytes that are line ends.
    [InlineData("10.10.13.10", "10.10.13.13", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:fffe", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("2001:db8:a0a:d0d::a0a", "2001:db8:a0a:d0d:d0a::1", true)]
    [InlineData("2001:db8:a0a:d0d::1", "2001:db8:a0a:d0a::1", false)]
    // An IPv4 address that came in over an IPv6 socket.
    [InlineData("::ffff:10.20.0.1", "10.20.0.1", true)]
    [InlineData("::ffff:10.20.0.1", "::ffff:10.20.0.2", false)]
    public async Task An_IPv4_address_or_an_IPv6_network_is_one_client(string one, string other, bool isSame)
    {
        var (first, second) = (await ClientOfAsync(one), await ClientOfAsync(other));

        Assert.Contains(first.Length, new[] { 4, 8 });
        Assert.Equal(isSame, first.SequenceEqual(second));
    }

    private async Task<byte[]> ClientOfAsync(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Url) { Headers = { { "X-Caller", address } } };
        using var answer = await _http.SendAsync(request);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }

    private async Task<bool> IsUpAsync()
    {
        try
        {
            return (await _http.GetAsync(Url)).StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException refused)
        {
            return _nginx.HasExited ? throw new InvalidOperationException(_nginx.Output, refused) : false;
        }
    }
}
