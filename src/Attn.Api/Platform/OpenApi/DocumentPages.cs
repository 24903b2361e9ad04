using System.Text;

namespace Attn.Api.Platform.OpenApi;

/// <summary>Two pages that show the document: <c>/docs</c> (Swagger UI) and <c>/redoc</c> (ReDoc).</summary>
internal static class DocumentPages
{
    private const string SwaggerPrefix = "docs";
    private const string ReDocPrefix = "redoc";
    private const string Title = "ATTN API";

    // The package's own page loads its font from another host.
    private const string ReDocPage = """
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>ATTN API</title>
          <link rel="icon" href="/icons/icon.svg" type="image/svg+xml">
          <link rel="stylesheet" href="index.css">
        </head>
        <body>
          <div id="redoc-container"></div>
          <script src="redoc.standalone.js"></script>
          <script src="index.js"></script>
        </body>
        </html>
        """;

    /// <summary>
    /// Both match every request's path against a regular expression, so they run for their own paths only.
    /// </summary>
    public static void UseDocumentPages(this WebApplication app)
    {
        app.UseWhen(context => IsUnder(context, SwaggerPrefix), UseSwagger);
        app.UseWhen(context => IsUnder(context, ReDocPrefix), UseReDoc);
    }

    private static bool IsUnder(HttpContext context, string prefix) =>
        context.Request.Path.StartsWithSegments($"/{prefix}", StringComparison.OrdinalIgnoreCase);

    private static void UseSwagger(IApplicationBuilder app) =>
        app.UseSwaggerUI(options =>
        {
            options.RoutePrefix = SwaggerPrefix;
            options.DocumentTitle = Title;
            options.SwaggerEndpoint(OpenApiSetup.DocumentPath, "ATTN");
        });

    private static void UseReDoc(IApplicationBuilder app)
    {
        app.Use(ReDocScript.ServeAsync);
        app.UseReDoc(options =>
        {
            options.RoutePrefix = ReDocPrefix;
            options.DocumentTitle = Title;
            options.SpecUrl = OpenApiSetup.DocumentPath;
            options.IndexStream = () => new MemoryStream(Encoding.UTF8.GetBytes(ReDocPage));
        });
    }
}
