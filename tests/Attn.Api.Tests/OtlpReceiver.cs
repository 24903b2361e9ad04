using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Attn.Api.Tests;

/// <summary>
/// Receives metrics as a collector does: OTLP over HTTP, protobuf. Reads only the fields that the tests need, by the
/// specification's field numbers.
/// </summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, bool> _metrics = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _texts = new(StringComparer.Ordinal);

    private OtlpReceiver(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.Single());

    public IReadOnlyCollection<string> Metrics => [.. _metrics.Keys];

    /// <summary>Keys and values of tags, as <c>metric key=value</c>.</summary>
    public IReadOnlyCollection<string> Tags => [.. _texts.Keys];

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var receiver = new OtlpReceiver(app);
        app.MapPost("/v1/metrics", (Delegate)receiver.ReceiveAsync);
        await app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        // ExportMetricsServiceRequest.resource_metrics = 1, .scope_metrics = 2, .metrics = 2.
        foreach (var metric in Nested(body.ToArray(), 1, 2, 2))
        {
            var name = Encoding.UTF8.GetString(Nested(metric, 1).Single().Span);
            _metrics[name] = true;
            // gauge = 5 and sum = 7: data_points = 1, attributes = 7. histogram = 9: data_points = 1, attributes = 9.
            foreach (
                var attribute in Nested(metric, 5, 1, 7).Concat(Nested(metric, 7, 1, 7)).Concat(Nested(metric, 9, 1, 9))
            )
                _texts[$"{name} {Text(attribute, 1)}={Text(attribute, 2, 1)}"] = true;
        }

        return TypedResults.Bytes(Array.Empty<byte>(), "application/x-protobuf");
    }

    private static string Text(ReadOnlyMemory<byte> message, params int[] path) =>
        Nested(message, path).Select(bytes => Encoding.UTF8.GetString(bytes.Span)).FirstOrDefault() ?? "";

    private static IEnumerable<ReadOnlyMemory<byte>> Nested(ReadOnlyMemory<byte> message, params int[] path) =>
        path.Aggregate<int, IEnumerable<ReadOnlyMemory<byte>>>(
            [message],
            (messages, field) => messages.SelectMany(one => Fields(one, field))
        );

    /// <summary>Every length-delimited field of this number.</summary>
    private static List<ReadOnlyMemory<byte>> Fields(ReadOnlyMemory<byte> message, int wanted)
    {
        var found = new List<ReadOnlyMemory<byte>>();
        var at = 0;
        while (at < message.Length)
        {
            var key = Number(message.Span, ref at);
            var length = (key & 7) switch
            {
                0 => SkipNumber(message.Span, ref at),
                1 => 8,
                2 => (int)Number(message.Span, ref at),
                5 => 4,
                var other => throw new InvalidDataException($"Wire type {other}."),
            };
            if ((key & 7) == 2 && key >> 3 == (ulong)wanted)
                found.Add(message.Slice(at, length));
            at += length;
        }

        return found;
    }

    private static int SkipNumber(ReadOnlySpan<byte> bytes, ref int at)
    {
        Number(bytes, ref at);
        return 0;
    }

    private static ulong Number(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = bytes[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }
    }
}
