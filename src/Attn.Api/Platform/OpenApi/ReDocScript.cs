using System.IO.Compression;
using System.Text;
using Microsoft.Net.Http.Headers;
using Swashbuckle.AspNetCore.ReDoc;

namespace Attn.Api.Platform.OpenApi;

/// <summary>ReDoc's script as packaged, but with our icon where it loads its maker's logo from another host.</summary>
internal static class ReDocScript
{
    private const string FileName = "/redoc.standalone.js";
    private const string Resource = "Swashbuckle.AspNetCore.ReDoc.node_modules.redoc.bundles.redoc.standalone.js";
    private const string ForeignLogo = "https://cdn.redoc.ly/redoc/logo-mini.svg";
    private const string OwnIcon = "/icons/icon.svg";

    private static readonly Lazy<byte[]> Compressed = new(Create);
    private static readonly EntityTagHeaderValue Version = new($"\"{typeof(ReDocOptions).Module.ModuleVersionId:N}\"");

    public static Task ServeAsync(HttpContext context, RequestDelegate next) =>
        context.Request.Path.Value!.EndsWith(FileName, StringComparison.OrdinalIgnoreCase)
            ? AnswerAsync(context)
            : next(context);

    private static Task AnswerAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-cache";
        headers.Vary = HeaderNames.AcceptEncoding;
        const string type = "text/javascript; charset=utf-8";
        if (!context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
            return TypedResults.Stream(Open(Compressed.Value), type).ExecuteAsync(context);
        headers.ContentEncoding = "gzip";
        return TypedResults.Bytes(Compressed.Value, type, entityTag: Version).ExecuteAsync(context);
    }

    private static byte[] Create()
    {
        using var packaged = new MemoryStream();
        typeof(ReDocOptions).Assembly.GetManifestResourceStream(Resource)!.CopyTo(packaged);
        using var reader = new StreamReader(Open(packaged.ToArray()), Encoding.UTF8);
        var script = reader.ReadToEnd().Replace(ForeignLogo, OwnIcon, StringComparison.Ordinal);
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
            gzip.Write(Encoding.UTF8.GetBytes(script));
        return compressed.ToArray();
    }

    private static GZipStream Open(byte[] compressed) => new(new MemoryStream(compressed), CompressionMode.Decompress);
}
