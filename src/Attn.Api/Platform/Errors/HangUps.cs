using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.Features;

namespace Attn.Api.Platform.Errors;

/// <summary>
/// Ends the connection of a client that hung up in the middle of its body. Kestrel would go on reading the body, or the
/// next request, fail, and write 1 KB for each, with which anybody could rotate the log away.
/// </summary>
internal static class HangUps
{
    public static void UseHangUps(this IApplicationBuilder app) =>
        app.Use(
            async (context, next) =>
            {
                context.Response.OnStarting(() =>
                {
                    if (HasHungUp(context))
                        context.Response.Headers.Connection = "close";
                    return Task.CompletedTask;
                });
                await next(context);
                if (HasHungUp(context))
                    context.Abort();
            }
        );

    private static bool HasHungUp(HttpContext context) =>
        context.Response.StatusCode >= 400
        && context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true
        && !CanBeRead(context.Request);

    [SuppressMessage("Design", "CA1031", Justification = "Whatever it is, Kestrel would meet it too.")]
    private static bool CanBeRead(HttpRequest request)
    {
        try
        {
            if (request.BodyReader.TryRead(out var read))
                request.BodyReader.AdvanceTo(read.Buffer.Start);
            return true;
        }
        catch (BadHttpRequestException)
        {
            // The client is still there: it sent something malformed and waits for the answer.
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }
}
