using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Attn.Testing;

namespace Attn.Deploy.Tests;

/// <summary>The health check of the images, against the program that they start.</summary>
[Collection(SharedDeployment.Name)]
public sealed class HealthCheckTests(Deployment deployment, Images images)
{
    [Theory]
    [InlineData("api")]
    [InlineData("face-verifier")]
    public async Task A_responding_program_is_healthy(string name)
    {
        var url = name == "api" ? deployment.First.Url : deployment.Verifier.Url;

        Assert.Equal(0, (await CheckAsync(name, url.Port)).ExitCode);
    }

    [Fact]
    public async Task A_stopped_program_is_unhealthy() =>
        Assert.NotEqual(0, (await CheckAsync("api", FreePort.Find())).ExitCode);

    [Theory]
    [InlineData("HTTP/1.1 503 Service Unavailable\r\n\r\n")]
    [InlineData("")]
    public async Task A_program_that_refuses_or_hangs_up_is_unhealthy(string answer)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answered = AnswerAsync(listener, answer);

        Assert.NotEqual(0, (await CheckAsync("api", ((IPEndPoint)listener.LocalEndpoint).Port)).ExitCode);
        await answered;
    }

    private static async Task AnswerAsync(TcpListener listener, string answer)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(answer));
    }

    private async Task<Ended> CheckAsync(string name, int port)
    {
        var command = Dockerfile
            .Of(name)
            .Final.WordsOf("HEALTHCHECK")
            .Single()
            .Split("CMD ")[1]
            .Trim('[', ']')
            .Split(',')
            .Select(word => word.Trim(' ', '"'))
            .ToList();
        Assert.Equal(["bash", "/app/healthcheck.sh"], command);
        return await Shell.RunAsync(
            [
                "bash",
                Path.Combine(await images.AppOfAsync(name), "healthcheck.sh"),
                port.ToString(CultureInfo.InvariantCulture),
            ],
            "/"
        );
    }
}
