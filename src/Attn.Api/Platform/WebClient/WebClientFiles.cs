using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace Attn.Api.Platform.WebClient;

/// <summary>
/// Serves the browser client: its files, and its one page for every address that it routes itself. Not an endpoint: a
/// fallback route would answer what the API refuses, such as a wrong method.
/// </summary>
internal static class WebClientFiles
{
    private const string Page = "/index.html";
    private const string Assets = "/assets";

    // Their names hold a hash of their content.
    private const string Forever = "public, max-age=31536000, immutable";

    // Revalidated each time; unchanged costs 304.
    private const string Revalidate = "no-cache";

    private static readonly string[] NotClient =
    [
        "/api",
        "/health",
        "/docs",
        "/redoc",
        "/openapi.json",
        Assets,
        "/icons",
    ];
    private static readonly FileExtensionContentTypeProvider Types = new();

    public static void UseWebClient(this WebApplication app)
    {
        var files = app.Environment.WebRootFileProvider;
        if (!files.GetFileInfo(Page).Exists)
        {
            app.Use(
                (context, next) =>
                    context.Request.Path == "/" && IsRead(context)
                        ? MissingClientPage.WriteAsync(context)
                        : next(context)
            );
            return;
        }
        app.Use(
            (context, next) =>
            {
                if (IsRead(context) && IsPage(context))
                    context.Request.Path = Page;
                if (IsRead(context))
                    CompressedFiles.Choose(context, files);
                return next(context);
            }
        );
        app.UseStaticFiles(
            new StaticFileOptions { ContentTypeProvider = CompressedFiles.Types(Types), OnPrepareResponse = Prepare }
        );
    }

    private static bool IsRead(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);

    /// <summary>
    /// The start page, or an address that only the client knows: no route of the API, no file, and requested by a
    /// browser.
    /// </summary>
    private static bool IsPage(HttpContext context)
    {
        var path = context.Request.Path;
        if (path == "/")
            return true;
        return context.GetEndpoint() is null
            && !NotClient.Any(prefix => path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase))
            && !IsFile(path)
            && context.Request.GetTypedHeaders().Accept.Any(type => type.MediaType == "text/html");
    }

    // A lesson's name may end like a file; the client's own files are at the top.
    private static bool IsFile(PathString path) =>
        path.Value!.LastIndexOf('/') == 0 && Types.TryGetContentType(path.Value, out _);

    private static void Prepare(StaticFileResponseContext context)
    {
        var headers = context.Context.Response.Headers;
        headers.CacheControl = context.Context.Request.Path.StartsWithSegments(Assets, StringComparison.Ordinal)
            ? Forever
            : Revalidate;
        headers[HeaderNames.XContentTypeOptions] = "nosniff";
        CompressedFiles.Mark(context);
    }
}
