using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Attn.Testing;
using Attn.Testing.Program;

namespace Attn.Deploy.Tests;

/// <summary>What somebody outside can reach through nginx, and how much of it one address may take.</summary>
[Collection(SharedDeployment.Name)]
public sealed class OutsiderTests(Deployment deployment)
{
    private static readonly string[] Hidden =
    [
        "/api/v1/webhooks/verification-result/0196b6f2-0000-7000-8000-000000000000",
        "/API/v1/Webhooks/verification-result/x",
        "/api/v1//webhooks/verification-result/x",
        "/api/v1/%77ebhooks/verification-result/x",
        "/health/ready",
        "/Health/Ready",
        "/docs",
        "/docs/",
        "/redoc",
        "/openapi.json",
        "/x#/../health/ready",
        "/#/%2e%2e/openapi.json",
        "/x#/../api/v1/webhooks/verification-result/x",
    ];

    [Fact]
    public async Task The_webhook_the_readiness_and_the_documents_are_hidden_unless_asked_for()
    {
        await using var closed = await deployment.StartNginxAsync();
        await using var open = await deployment.StartNginxAsync(("NGINX_EXPOSE", "docs readiness webhook"));
        using var outsider = new AttnClient(closed.Url);
        using var invited = new AttnClient(open.Url);

        // HttpClient would tidy the paths up.
        foreach (var method in new[] { "GET", "POST" })
        foreach (var path in Hidden)
        {
            var hidden = await AskAsync(closed.Port, method, path);
            Assert.Equal(404, hidden.Status);
            Assert.Contains("\"code\":\"not_found\"", hidden.Body, StringComparison.Ordinal);
        }

        (await outsider.GetAsync("/health")).Expect(HttpStatusCode.OK);
        (await invited.GetAsync("/openapi.json")).Expect(HttpStatusCode.OK);
        Assert.Equal("ready", (await invited.GetAsync("/health/ready")).Expect(HttpStatusCode.OK).Words("status"));
        (await invited.PostAsync(Hidden[0])).Expect(HttpStatusCode.Forbidden, "signature_not_valid");
    }

    [Fact]
    public async Task Half_sent_sign_ins_of_one_address_leave_the_program_small_and_others_are_served()
    {
        await using var nginx = await deployment.StartNginxAsync(("NGINX_CONNECTIONS_PER_ADDRESS", "300"));
        var before = deployment.First.ResidentBytes + deployment.Second.ResidentBytes;
        var body = "{\"username\":\"" + new string('a', 6000);
        var held = new List<TcpClient>();
        try
        {
            // As many as one address may have, and as many again.
            for (var number = 0; number < 600; number++)
            {
                var phone = new TcpClient();
                held.Add(phone);
                await phone.ConnectAsync(IPAddress.Loopback, nginx.Port);
                await phone
                    .GetStream()
                    .WriteAsync(
                        Encoding.ASCII.GetBytes(
                            "POST /api/v1/auth/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                                + $"Content-Length: 8000\r\n\r\n{body}"
                        )
                    );
            }

            // 127.0.0.1 has used up what it may have; another one has not.
            using var student = await Student.SignsInAsync(nginx.Url, 3, Deployment.OnCampus + 77);
            Assert.True(student.Token.Length > 0);
            Assert.Equal(429, (await AskAsync(nginx.Port, "GET", "/health")).Status);
            var after = deployment.First.ResidentBytes + deployment.Second.ResidentBytes;
            Assert.True(after - before < 150_000_000, $"{after - before} bytes more.");
        }
        finally
        {
            held.ForEach(phone => phone.Dispose());
        }

        await Eventually.IsTrueAsync(
            async () => (await AskAsync(nginx.Port, "GET", "/health")).Status == 200,
            "the address is served again"
        );
    }

    [Fact]
    public async Task Bodies_that_are_too_large_are_refused_before_they_reach_the_program()
    {
        await using var nginx = await deployment.StartNginxAsync();
        using var client = new AttnClient(nginx.Url);
        foreach (var path in new[] { "/api/v1/auth/login", "/API/V1/auth/LOGIN", "/api/v1/join", "/anything" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new StringContent(new string('x', 9000), Encoding.UTF8, "application/json"),
            };
            (await client.SendAsync(request)).Expect(HttpStatusCode.RequestEntityTooLarge, "too_large");
        }
    }

    [Fact]
    public async Task The_log_has_neither_codes_nor_numbers()
    {
        await using var nginx = await deployment.StartNginxAsync();
        using var client = new AttnClient(nginx.Url);
        await client.GetAsync("/join/SECRETCODE");
        await client.PostAsync("/api/v1/join/SECRETCODE");
        await client.PostAsync("/api/v1/join/a/SECRETCODE");
        await client.PostAsync("/api/v1/teacher/attendances/x/live/records/20261234/accept");
        await Eventually.IsTrueAsync(
            () => Task.FromResult(nginx.Output.Contains("/live/records/*/accept", StringComparison.Ordinal)),
            "nginx logs the last request"
        );

        Assert.Contains("/api/v1/join/*", nginx.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRETCODE", nginx.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("20261234", nginx.Output, StringComparison.Ordinal);
    }

    private static async Task<(int Status, string Body)> AskAsync(int port, string method, string path)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, port);
        var request = string.Create(
            CultureInfo.InvariantCulture,
            $"{method} {path} HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        );
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        using var answer = new StreamReader(connection.GetStream(), Encoding.UTF8);
        var status = (await answer.ReadLineAsync())!.Split(' ')[1];
        return (int.Parse(status, CultureInfo.InvariantCulture), await answer.ReadToEndAsync());
    }
}
