namespace Attn.Api.Hosting;

/// <summary>
/// The id by which an answer, its lines in the log and its line in a proxy's log are found again. It is the proxy's or the client's own if that is
/// short and plain, else one of ours; it says nothing about anybody and is believed for nothing.
/// </summary>
internal static class RequestId
{
    public const string Header = "X-Request-Id";
    private const int Longest = 64;

    public static void UseRequestId(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(RequestId).FullName!);
        app.Use((context, next) =>
        {
            context.Response.OnStarting(Write, context);
            return context.Request.Headers[Header] is [{ } given] && IsPlain(given) ? GoOnAsAsync(given, context, next, logger) : next(context);
        });
    }

    private static async Task GoOnAsAsync(string given, HttpContext context, RequestDelegate next, ILogger logger)
    {
        context.TraceIdentifier = given;
        // The host's own scope has kept the id that the server made.
        using (logger.BeginScope(new KeyValuePair<string, object>[] { new("RequestId", given) }))
            await next(context);
    }

    private static Task Write(object state)
    {
        var context = (HttpContext)state;
        context.Response.Headers[Header] = context.TraceIdentifier;
        return Task.CompletedTask;
    }

    private static bool IsPlain(string id) => id.Length is > 0 and <= Longest && id.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');
}
