using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace Attn.Api.Platform.WebClient;

/// <summary>
/// The build puts a compressed copy beside each file that gets smaller by it. A browser that accepts the copy gets it,
/// without any work at run time.
/// </summary>
internal static class CompressedFiles
{
    private static readonly (string Coding, string Extension)[] Copies = [("br", ".br"), ("gzip", ".gz")];

    /// <summary>Turns the path to the copy that the browser accepts, if there is one.</summary>
    public static void Choose(HttpContext context, IFileProvider files)
    {
        var path = context.Request.Path.Value!;
        if (!files.GetFileInfo(path).Exists)
            return;
        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        foreach (var (coding, extension) in Copies)
        {
            if (!Accepts(context.Request, coding) || !files.GetFileInfo(path + extension).Exists)
                continue;
            context.Request.Path = path + extension;
            context.Items[typeof(CompressedFiles)] = coding;
            return;
        }
    }

    public static void Mark(StaticFileResponseContext context)
    {
        if (context.Context.Items[typeof(CompressedFiles)] is string coding)
            context.Context.Response.Headers.ContentEncoding = coding;
    }

    /// <summary>The type of the file inside.</summary>
    public static IContentTypeProvider Types(IContentTypeProvider inner) => new InnerTypes(inner);

    private static bool Accepts(HttpRequest request, string coding) =>
        request
            .GetTypedHeaders()
            .AcceptEncoding.Any(accepted => accepted.Value == coding && accepted.Quality is null or > 0);

    private sealed class InnerTypes(IContentTypeProvider inner) : IContentTypeProvider
    {
        public bool TryGetContentType(
            string subpath,
            [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out string contentType
        )
        {
            var extension = Copies
                .FirstOrDefault(copy => subpath.EndsWith(copy.Extension, StringComparison.Ordinal))
                .Extension;
            return inner.TryGetContentType(extension is null ? subpath : subpath[..^extension.Length], out contentType);
        }
    }
}
