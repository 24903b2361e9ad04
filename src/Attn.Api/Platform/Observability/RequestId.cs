namespace Attn.Api.Platform.Observability;

/// <summary>
/// The id that joins an answer, its log lines and its line in a proxy's log. It is the proxy's or the client's own if
/// that is short and plain, else a new one. It says nothing about anybody, and nothing is granted for it.
/// </summary>
internal static class RequestId
{
    public const string Header = "X-Request-Id";
    private const int MaxLength = 64;

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
                context.Response.OnStarting(WriteAsync, context);
                if (context.Request.Headers[Header] is [{ } given] && IsPlain(given))
                    context.TraceIdentifier = given;
                return RunInScopeAsync(context, next, logger);
            }
        );
    }

    // The route instead of the path, which may hold somebody's name or a code.
    private static async Task RunInScopeAsync(HttpContext context, RequestDelegate next, ILogger logger)
    {
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        using (Scope(logger, context.TraceIdentifier, route))
            await next(context);
    }

    private static Task WriteAsync(object state)
    {
        var context = (HttpContext)state;
        context.Response.Headers[Header] = context.TraceIdentifier;
        return Task.CompletedTask;
    }

    private static bool IsPlain(string id) =>
        id.Length is > 0 and <= MaxLength
        && id.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');
}
