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
                    if (FindFault(context) is not null)
                        context.Response.Headers.Connection = "close";
                    return Task.CompletedTask;
                });
                await next(context);
                // Who sent something malformed, or only half, may still wait for the answer.
                if (FindFault(context) is not (null or BadHttpRequestException))
                    context.Abort();
            }
        );

    /// <summary>What Kestrel would meet if it read on; <c>null</c>: nothing.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever it is, Kestrel would meet it too.")]
    private static Exception? FindFault(HttpContext context)
    {
        if (
            context.Response.StatusCode < 400
            || context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true
        )
            return null;
        try
        {
            var body = context.Request.BodyReader;
            if (body.TryRead(out var read))
                body.AdvanceTo(read.Buffer.Start);
            return null;
        }
        catch (Exception fault)
        {
            return fault;
        }
    }
}
