using Attn.Storage;
using Attn.Storage.Live;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.LiveView;

/// <summary>Answers with a stream of events, until the class session ends or the reader disconnects.</summary>
internal sealed partial class LiveStreamResult(
    SessionSubscription changes,
    IDisposable held,
    Func<EventWriter, LiveStream> open,
    ClassRoster roster,
    long? lastEventId
) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var subscription = changes;
        var lifetime = httpContext.RequestServices.GetRequiredService<IHostApplicationLifetime>();
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(
            httpContext.RequestAborted,
            lifetime.ApplicationStopping
        );
        // A reader that does not read blocks a write for ever: only closing the connection frees it.
        await using var drop = changes.Dropped.Register(() => Drop(httpContext));
        using var heldToTheEnd = held;
        try
        {
            await open(StartResponse(httpContext)).RunAsync(roster, lastEventId, linked.Token);
        }
        catch (OperationCanceledException) when (linked.IsCancellationRequested)
        {
            // The reader has disconnected, or this replica stops and the reader resumes at another one.
        }
    }

    private static EventWriter StartResponse(HttpContext context)
    {
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        // Without it nginx collects a response before it passes it on.
        response.Headers["X-Accel-Buffering"] = "no";
        var json = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>();
        return new(response.BodyWriter, json.Value.SerializerOptions);
    }

    private static void Drop(HttpContext context)
    {
        ReaderDropped(context.RequestServices.GetRequiredService<ILogger<LiveStreamResult>>());
        context.Abort();
    }

    [LoggerMessage(
        EventIds.SlowReaderDropped,
        LogLevel.Information,
        "A reader of a live view did not keep up and was dropped."
    )]
    private static partial void ReaderDropped(ILogger logger);
}
