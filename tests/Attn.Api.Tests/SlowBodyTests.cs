using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Attn.Testing;
using Attn.Testing.Program;

namespace Attn.Api.Tests;

/// <summary>Requests that begin and do not end: cheap to make, so they must be cheap to hold.</summary>
public sealed class SlowBodyTests
{
    private const int Connections = 2000;
    private const long MaxCost = 150_000_000;

    /// <summary>A declared length, a chunked body, and what is sent of it.</summary>
    public static TheoryData<bool, int> HalfSent =>
        new()
        {
            { false, 255_000 },
            { true, 255_000 },
            { false, 8000 },
        };

    [Theory]
    [MemberData(nameof(HalfSent))]
    public async Task Two_thousand_half_sent_bodies_cost_little_and_others_are_served(bool isChunked, int length)
    {
        await using var program = await AttnProgram.StartAsync();
        using (await Student.SignsInAsync(program.Url, 1, "127.0.0.9")) { }
        var before = program.ResidentBytes;
        var request = Encoding.ASCII.GetBytes(HalfOf(isChunked, length));
        var held = new List<TcpClient>();
        try
        {
            for (var number = 0; number < Connections; number++)
                held.Add(await SendAsync(program.Url, request));
            // Over all of this class: the peak is what ends a process.
            using var student = await Student.SignsInAsync(program.Url, 2, "127.0.0.10");
            Assert.True(program.ResidentBytes - before < MaxCost, $"{program.ResidentBytes - before} bytes more.");
        }
        finally
        {
            held.ForEach(phone => phone.Dispose());
        }
    }

    [Theory]
    [InlineData("/api/v1/auth/login", "application/json")]
    [InlineData("/api/v1/auth/token", "application/x-www-form-urlencoded")]
    [InlineData("/api/v1/join", "application/json")]
    public async Task A_small_body_that_does_not_come_is_given_up(string path, string type)
    {
        await using var program = await AttnProgram.StartAsync();
        var begun = $"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Type: {type}\r\nContent-Length: 100\r\n\r\n{{";
        using var phone = await SendAsync(program.Url, Encoding.ASCII.GetBytes(begun));
        using var answer = new StreamReader(phone.GetStream());
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));

        // 408, or no more than the end of the connection.
        var status = await answer.ReadLineAsync(patience.Token);

        Assert.True(status is null || status.Contains(" 408 ", StringComparison.Ordinal), status);
    }

    [Theory]
    [InlineData("/api/v1/auth/login", "POST")]
    [InlineData("/api/v1/join", "POST")]
    [InlineData("/api/v1/student/consent", "PUT")]
    [InlineData("/api/v1/teacher/attendances/0196b6f2-0000-7000-8000-000000000000/live/records", "POST")]
    [InlineData("/api/v1/teacher/attendances/0196b6f2-0000-7000-8000-000000000000/historical/records", "POST")]
    [InlineData("/api/v1/teacher/attendances/0196b6f2-0000-7000-8000-000000000000/records/x/excuse", "POST")]
    public async Task Eight_kilobytes_are_enough_for_whoever_has_little_to_say(string path, string method)
    {
        await using var program = await AttnProgram.StartAsync();
        using var teacher = await Teacher.SignsInAsync(program.Url);
        using var student = await Student.SignsInAsync(program.Url, 1);
        foreach (var isChunked in new[] { false, true })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path)
            {
                Content = new StringContent(
                    $"{{\"a\":\"{new string('x', 9000)}\"}}",
                    Encoding.UTF8,
                    "application/json"
                ),
            };
            request.Headers.TransferEncodingChunked = isChunked;
            AttnClient client = path.Contains("student", StringComparison.Ordinal) ? student : teacher;
            (await client.SendAsync(request)).Expect(HttpStatusCode.RequestEntityTooLarge, "too_large");
        }
    }

    [Fact]
    public async Task Connections_over_the_limit_are_closed_and_the_others_are_served()
    {
        await using var program = await AttnProgram.StartAsync(("MAX_CONNECTIONS", "100"));
        using var teacher = await Teacher.SignsInAsync(program.Url);
        var held = new List<TcpClient>();
        try
        {
            for (var number = 0; number < 150; number++)
                held.Add(await SendAsync(program.Url, "GET /health HTTP/1.1\r\n"u8.ToArray()));

            (await teacher.GetAsync("/api/v1/teacher/attendances/live")).Expect(HttpStatusCode.OK);
        }
        finally
        {
            held.ForEach(phone => phone.Dispose());
        }

        await Eventually.IsTrueAsync(
            async () =>
            {
                using var another = new AttnClient(program.Url);
                try
                {
                    return (await another.GetAsync("/health")).Status == HttpStatusCode.OK;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            "there is room again"
        );
    }

    private static string HalfOf(bool isChunked, int length)
    {
        var begun = "{\"username\":\"" + new string('a', Math.Min(length * 4 / 5, 215_000));
        var framing = isChunked
            ? "Transfer-Encoding: chunked\r\n\r\n" + begun.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n"
            : $"Content-Length: {length.ToString(CultureInfo.InvariantCulture)}\r\n\r\n";
        return "POST /api/v1/auth/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n" + framing + begun;
    }

    private static async Task<TcpClient> SendAsync(Uri url, byte[] request)
    {
        var phone = new TcpClient();
        await phone.ConnectAsync(url.Host, url.Port);
        try
        {
            await phone.GetStream().WriteAsync(request);
        }
        catch (IOException)
        {
            // Refused before all was sent.
        }

        return phone;
    }
}
