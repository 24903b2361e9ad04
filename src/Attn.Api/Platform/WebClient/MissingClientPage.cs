namespace Attn.Api.Platform.WebClient;

/// <summary>What <c>/</c> says where the client was not built.</summary>
internal static class MissingClientPage
{
    private const string Text = """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>ATTN</title>
        <h1>ATTN is running, without its browser client</h1>
        <p>The client was left out because Node.js was missing when the program was built, or because SkipWebClient was
        set. Install Node.js 20.19 or newer, build again, and it is here.</p>
        <p>The HTTP API works: <a href="/docs">/docs</a> describes it.</p>
        </html>
        """;

    public static Task WriteAsync(HttpContext context)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(Text, context.RequestAborted);
    }
}
