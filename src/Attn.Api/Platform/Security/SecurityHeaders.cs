namespace Attn.Api.Platform.Security;

/// <summary>
/// What every answer tells a browser to refuse. HSTS is the business of the proxy that holds the certificate.
/// </summary>
internal static class SecurityHeaders
{
    /// <summary>
    /// The browser client: nothing inline, nothing from other hosts. A selfie is drawn from memory before it is sent.
    /// </summary>
    private const string ForClient =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
        + "media-src 'self' blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
        + Framing;

    /// <summary>
    /// Swagger UI and ReDoc write style elements, and ReDoc searches in a worker made of a blob; scripts are restricted
    /// as for the client.
    /// </summary>
    private const string ForDocuments =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "font-src 'self' data:; connect-src 'self'; worker-src blob:; "
        + Framing;

    /// <summary>Data: a browser loads and runs nothing in it.</summary>
    private const string ForData = "default-src 'none'; " + Framing;

    private const string Framing = "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static readonly string[] DocumentPaths = ["/docs", "/redoc"];
    private static readonly string[] DataPaths = ["/api", "/health", "/openapi.json"];

    /// <summary>
    /// The headers are set when an answer starts, because handling an exception clears all that were set before.
    /// </summary>
    public static void UseSecurityHeaders(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                context.Response.OnStarting(WriteAsync, context);
                return next(context);
            }
        );

    private static Task WriteAsync(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        var isData = IsUnder(context, DataPaths);
        headers.ContentSecurityPolicy =
            isData ? ForData
            : IsUnder(context, DocumentPaths) ? ForDocuments
            : ForClient;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        // A link to join holds a code, which no other site may see as the referrer.
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        // Names and attendance are kept in no cache, neither of a shared computer nor of a proxy.
        if (isData && headers.CacheControl.Count == 0)
            headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    private static bool IsUnder(HttpContext context, string[] paths)
    {
        foreach (var path in paths)
        {
            if (context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
