namespace Attn.Api.Platform.Observability;

/// <summary>
/// The id by which an answer, its lines in the log and its line in a proxy's log are found again. It is the proxy's or the client's own if that is
/// short and plain, else one of ours; it says nothing about anybody and is believed for nothing.
/// </summary>
internal static class RequestId
{
    public const string Header = "X-Request-Id";
    private const int Longest = 64;
    private static readonly Func<ILogger, string, string?, IDisposable?> Scope = LoggerMessage.DefineScope<
        string,
        string?
    >("RequestId:{RequestId} RequestRoute:{RequestRoute}");

    public static void UseRequestId(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(RequestId).FullName!);
        app.Use(
            (context, next) =>
            {
                context.Response.OnStarting(Write, context);
                if (context.Request.Headers[Header] is [{ } given] && IsPlain(given))
                    context.TraceIdentifier = given;
                return GoOnAsync(context, next, logger);
            }
        );
    }

    // The route and not the path, in which somebody's name or a code may stand.
    private static async Task GoOnAsync(HttpContext context, RequestDelegate next, ILogger logger)
    {
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        using (Scope(logger, context.TraceIdentifier, route))
            await next(context);
    }

    private static Task Write(object state)
    {
        var context = (HttpContext)state;
        context.Response.Headers[Header] = context.TraceIdentifier;
        return Task.CompletedTask;
    }

    private static bool IsPlain(string id) =>
        id.Length is > 0 and <= Longest
        && id.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');
}
