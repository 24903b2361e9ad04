using Attn.Storage;
using Attn.Storage.Live;
using Microsoft.AspNetCore.Http.Features;

namespace Attn.Api.Features.LiveView;

/// <summary>Answers with a stream of events that lasts as long as there is somebody to read it and something to tell.</summary>
internal sealed partial class LiveStreamResult(
    SessionSubscription changes,
    IDisposable place,
    Func<EventWriter, LiveStream> open,
    ClassRoster roster,
    long? lastEventId
) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var subscription = changes;
        using var placeToGiveBack = place;
        var services = httpContext.RequestServices;
        var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
        // A reader that does not read holds a write back for ever: only ending the connection frees it.
        await using var drop = changes.Dropped.Register(() => Drop(httpContext));
        try
        {
            await open(Begin(httpContext)).RunAsync(roster, lastEventId, over.Token);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The reader is gone, or this replica ends and the reader resumes at another one.
        }
    }

    private static EventWriter Begin(HttpContext context)
    {
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        // For nginx, which else collects an answer before it passes it on.
        response.Headers["X-Accel-Buffering"] = "no";
        var json =
            context.RequestServices.GetRequiredService<Microsoft.Extensions.Options.IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>();
        return new(response.BodyWriter, json.Value.SerializerOptions);
    }

    private static void Drop(HttpContext context)
    {
        ReaderIsSlow(context.RequestServices.GetRequiredService<ILogger<LiveStreamResult>>());
        context.Abort();
    }

    [LoggerMessage(1701, LogLevel.Information, "A reader of a live view did not keep up and was dropped.")]
    private static partial void ReaderIsSlow(ILogger logger);
}
