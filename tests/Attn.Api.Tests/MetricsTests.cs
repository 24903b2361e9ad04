using System.Diagnostics.Metrics;
using System.Net;
using Attn.Testing;
using Attn.Testing.Program;
using Microsoft.Extensions.DependencyInjection;

namespace Attn.Api.Tests;

/// <summary>What the program counts, and that a real process sends it to a real receiver.</summary>
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
            // Repeat until the limiter refuses.
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
    public async Task Every_refused_ticket_is_counted()
    {
        await using var program = await ClockedProgram.StartAsync();
        var meters = program.Services.GetRequiredService<IMeterFactory>();
        var outcomes = new List<string>();
        using var listener = new MeterListener
        {
            // Meters of other programs in this process have the same names.
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "attn.check_ins" && instrument.Meter.Scope == meters)
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => outcomes.Add((string)tags[0].Value!));
        listener.Start();
        using var teacher = await program.NewTeacherAsync();
        using var student = await program.NewStudentAsync();
        using var classmate = await program.NewStudentAsync();
        var id = await teacher.OpensWithCodeAsync(program.Now.AddMinutes(30));
        var code = (await teacher.ShowsCodeAsync(id)).Words("code")!;
        var ticket = (await classmate.JoinsAsync(code)).Words("ticket")!;

        (await student.AttendsAsync(id)).Expect(HttpStatusCode.BadRequest, "ticket_missing");
        (await student.AttendsWithTicketAsync(id, "forged")).Expect(HttpStatusCode.BadRequest, "ticket_expired");
        (await student.AttendsWithTicketAsync(id, ticket)).Expect(HttpStatusCode.BadRequest, "ticket_not_yours");
        (await classmate.AttendsWithTicketAsync(id, ticket)).Expect(HttpStatusCode.OK);

        Assert.Equal(["ticket_refused", "ticket_refused", "ticket_refused", "present"], outcomes);
    }

    [Fact]
    public async Task An_address_that_is_not_valid_is_refused_in_words()
    {
        var (exitCode, output) = await AttnProgram.RunToEndAsync(("OTEL_EXPORTER_OTLP_ENDPOINT", "collector"));

        Assert.Equal(1, exitCode);
        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT", output, StringComparison.Ordinal);
    }

    // The smallest file that passes for a picture; nothing decodes it here.
    private static byte[] Selfie() =>
        Convert.FromBase64String(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
        );
}
