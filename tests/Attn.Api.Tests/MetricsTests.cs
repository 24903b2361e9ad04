using System.Net;
using Attn.Testing;
using Attn.Testing.Program;

namespace Attn.Api.Tests;

/// <summary>A real process that sends its metrics to a real receiver.</summary>
public sealed class MetricsTests
{
    [Fact]
    public async Task Metrics_reach_an_OTLP_receiver_and_name_nobody()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var program = await AttnProgram.StartAsync(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Url.ToString()),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "300"),
            ("FACE_VERIFIER_MICROSERVICE_URL", "http://127.0.0.1:9"),
            ("VERIFICATION_GRACE_SECONDS", "0"),
            ("RATE_LIMIT_FACTOR", "1")
        );
        using var teacher = await Teacher.SignsInAsync(program.Url);
        using var student = await Student.SignsInAsync(program.Url, 3);
        var id = await teacher.OpensAsync("Secret Lesson", option: 3);
        (await student.AttendsAsync(id)).Expect(HttpStatusCode.OK);
        (await student.AttendsAsync(id, Selfie())).Expect(HttpStatusCode.OK);
        while ((await student.StatusAsync(id)).Status != HttpStatusCode.TooManyRequests)
        {
            // One more, until the limiter has enough.
        }

        await teacher.FinishesAsync(id);
        string[] expected =
        [
            "attn.check_ins outcome=picture_missing",
            "attn.check_ins outcome=pending",
            "attn.face_check.age verdict=timed_out",
            "attn.archive.duration outcome=archived",
            "attn.portal.duration answer=signed_in",
            "attn.rate_limiter.refusals policy=student-lookup",
        ];
        await Eventually.IsTrueAsync(
            () => Task.FromResult(expected.All(receiver.Tags.Contains)),
            $"{string.Join(", ", expected)} have arrived"
        );
        string[] names =
        [
            "attn.outbox.entries",
            "attn.outbox.bytes",
            "http.server.request.duration",
            "kestrel.active_connections",
            "dotnet.gc.collections",
        ];
        await Eventually.IsTrueAsync(
            () => Task.FromResult(names.All(receiver.Metrics.Contains)),
            $"{string.Join(", ", names)} have arrived"
        );
        Assert.All(receiver.Tags, tag => Assert.DoesNotContain("demo", tag, StringComparison.OrdinalIgnoreCase));
        Assert.All(receiver.Tags, tag => Assert.DoesNotContain("secret", tag, StringComparison.OrdinalIgnoreCase));
        Assert.All(receiver.Tags, tag => Assert.DoesNotContain(id.ToString(), tag, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task An_address_that_is_none_is_refused_in_words()
    {
        var (exitCode, output) = await AttnProgram.RunToEndAsync(("OTEL_EXPORTER_OTLP_ENDPOINT", "collector"));

        Assert.Equal(1, exitCode);
        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT", output, StringComparison.Ordinal);
    }

    // The smallest that passes for a picture; nobody looks at it here.
    private static byte[] Selfie() =>
        Convert.FromBase64String(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
        );
}
