using System.Net;
using System.Net.Sockets;
using Attn.Testing;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests.Faces;

/// <summary>What a check costs that ends its verifier, and one that only finds it unreachable.</summary>
public sealed class GivenUpCheckTests
{
    private const int MaxDeliveries = 5;

    [Fact]
    public async Task A_check_that_ends_its_verifier_each_time_is_given_up_and_the_student_may_try_again()
    {
        using var verifier = new DyingVerifier();
        using var photos = new DemoPhotos().OfAll(1, SampleFaces.AnnaElsewhere);
        await using var program = await AttnProgram.StartAsync(
            photos.Setting,
            ("FACE_VERIFIER_MICROSERVICE_URL", verifier.Url)
        );
        using var teacher = await Teacher.SignsInAsync(program.Url);
        var id = await teacher.OpensAsync(option: 3);
        using var student = await Student.SignsInAsync(program.Url, 1);

        (await student.AttendsAsync(id, SampleFaces.AnnaSmiling)).Expect(HttpStatusCode.OK);
        var record = await student.ForVerdictAsync(id, TimeSpan.FromMinutes(5));
        Assert.Equal("FACE_VERIFICATION_TIMEOUT", record.Words("fail_reason"));
        Assert.Equal(MaxDeliveries, verifier.Deaths);
        Assert.Contains("given up", program.Output, StringComparison.Ordinal);

        (await student.AttendsAsync(id, SampleFaces.AnnaSmiling)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_verifier_that_is_full_or_down_costs_time_and_never_a_check()
    {
        await using var verifier = await PlayedVerifier.StartAsync();
        verifier.Refusal = HttpStatusCode.ServiceUnavailable;
        using var photos = new DemoPhotos().OfAll(1, SampleFaces.AnnaElsewhere);
        var url = $"http://127.0.0.1:{FreePort.Find()}";
        await using var program = await AttnProgram.StartAsync(
            photos.Setting,
            ("ASPNETCORE_URLS", url),
            ("MAIN_APP_BASE_URL", url),
            ("FACE_VERIFIER_MICROSERVICE_URL", verifier.Url.ToString())
        );
        using var teacher = await Teacher.SignsInAsync(program.Url);
        var id = await teacher.OpensAsync(option: 3);
        using var student = await Student.SignsInAsync(program.Url, 1);

        (await student.AttendsAsync(id, SampleFaces.AnnaSmiling)).Expect(HttpStatusCode.OK);
        await Eventually.IsTrueAsync(
            () => Task.FromResult(verifier.Refusals > MaxDeliveries),
            "the check was tried more often than it may be delivered",
            TimeSpan.FromMinutes(5)
        );
        verifier.Refusal = null;
        var sent = await verifier.WaitsForRequestOfAsync(student.Number, TimeSpan.FromMinutes(2));
        (await verifier.AnswersAsync(sent, passed: true)).EnsureSuccessStatusCode();
        Assert.True((await student.ForVerdictAsync(id)).Flag("is_attended"));
    }

    /// <summary>Accepts a connection, reads the beginning of a request, and is gone.</summary>
    private sealed class DyingVerifier : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _end = new();
        private int _deaths;

        public DyingVerifier()
        {
            _listener.Start();
            _ = DieAgainAndAgainAsync();
        }

        public string Url => $"http://{_listener.LocalEndpoint}";

        public int Deaths => _deaths;

        public void Dispose()
        {
            _end.Cancel();
            _listener.Dispose();
            _end.Dispose();
        }

        private async Task DieAgainAndAgainAsync()
        {
            var beginning = new byte[1000];
            while (!_end.IsCancellationRequested)
            {
                using var connection = await _listener.AcceptTcpClientAsync(_end.Token);
                await connection.GetStream().ReadExactlyAsync(beginning, _end.Token);
                Interlocked.Increment(ref _deaths);
                connection.LingerState = new(enable: true, seconds: 0);
            }
        }
    }
}
