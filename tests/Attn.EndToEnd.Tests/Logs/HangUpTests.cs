using System.Net.Sockets;
using System.Text;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests.Logs;

/// <summary>Whoever hangs up again and again cannot rotate the log away.</summary>
public sealed class HangUpTests
{
    private const string Multipart = "multipart/form-data; boundary=x";
    private const string File =
        "--x\r\nContent-Disposition: form-data; name=\"normal_image\"; filename=\"a.jpg\"\r\n\r\nx";

    [Fact]
    public async Task A_hang_up_in_the_middle_of_a_body_or_a_stream_writes_nothing_above_debug()
    {
        await using var program = await AttnProgram.StartAsync();
        using var teacher = await Teacher.SignsInAsync(program.Url);
        using var student = await Student.SignsInAsync(program.Url, 1);
        var id = await teacher.OpensAsync(option: 3);
        var before = program.Log.Count;

        foreach (var isReset in new[] { true, false })
        {
            for (var round = 0; round < 3; round++)
            {
                foreach (var isChunked in new[] { true, false })
                {
                    foreach (var (head, type, body) in Requests(teacher.Token, student.Token, id))
                        await HangUpAsync(program.Url, $"{head}{BodyOf(type, body, isChunked)}", isReset);
                }

                var stream =
                    $"GET /api/v1/teacher/attendances/{id}/events HTTP/1.1\r\nHost: attn\r\n"
                    + $"{Authorized(teacher.Token)}\r\n";
                await HangUpAsync(program.Url, stream, isReset);
            }
        }

        // The program is asked, so that it has seen what came before; and stops, so that it has written what it wanted.
        await teacher.FindsLiveAsync();
        await program.StopAsync();
        Assert.DoesNotContain(
            program.Log.Skip(before),
            line =>
                line.StartsWith("fail:", StringComparison.Ordinal)
                || line.StartsWith("warn:", StringComparison.Ordinal)
                || line.Contains("Exception", StringComparison.Ordinal)
        );
    }

    private static (string Head, string Type, string Body)[] Requests(string teacher, string student, Guid id) =>
        [
            ("POST /api/v1/auth/login HTTP/1.1\r\n", "application/json", "{\"username\":\"aaa"),
            ("POST /api/v1/auth/token HTTP/1.1\r\n", "application/x-www-form-urlencoded", "username=aaa"),
            ("POST /api/v1/join HTTP/1.1\r\n", "application/json", "{\"code\":\"aaa"),
            ("POST /api/v1/webhooks/verification-result/x HTTP/1.1\r\n", "application/json", "{\"overall"),
            (
                $"PUT /api/v1/teacher/lessons/Calculus/students HTTP/1.1\r\n{Authorized(teacher)}",
                "text/csv",
                "2001;Ay\u015fe"
            ),
            (
                $"PUT /api/v1/teacher/lessons/Calculus/students HTTP/1.1\r\n{Authorized(teacher)}",
                "application/json",
                "{\"students\":["
            ),
            (
                $"POST /api/v1/teacher/attendances HTTP/1.1\r\n{Authorized(teacher)}",
                "application/json",
                "{\"lesson_name\":"
            ),
            ($"POST /api/v1/student/attendances/{id}/attend HTTP/1.1\r\n{Authorized(student)}", Multipart, File),
        ];

    private static string Authorized(string token) => $"Authorization: Bearer {token}\r\n";

    private static string BodyOf(string type, string body, bool isChunked)
    {
        var host = "Host: attn\r\n";
        return isChunked
            ? $"{host}Content-Type: {type}\r\nTransfer-Encoding: chunked\r\n\r\n"
                + $"{Encoding.UTF8.GetByteCount(body):x}\r\n{body}\r\n"
            : $"{host}Content-Type: {type}\r\nContent-Length: 5000\r\n\r\n{body}";
    }

    /// <param name="isReset">By a reset of the connection, otherwise by its orderly end.</param>
    private static async Task HangUpAsync(Uri url, string request, bool isReset)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(url.Host, url.Port);
        await socket.SendAsync(Encoding.UTF8.GetBytes(request));
        // The program must be at the body: a request that is not read yet is dropped without a trace.
        await Task.Delay(TimeSpan.FromMilliseconds(50));
        if (isReset)
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
    }
}
