using System.Collections.Frozen;
using System.Text;
using Attn.Api.Platform.Errors;
using Microsoft.Net.Http.Headers;

namespace Attn.Api.Platform.Wire;

/// <summary>Refuses a body in an unknown encoding before a reader throws over its name.</summary>
internal static class KnownCharsets
{
    private static readonly FrozenSet<string> Names = Encoding
        .GetEncodings()
        .Select(encoding => encoding.Name)
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static void UseKnownCharsets(this WebApplication app) =>
        app.Use(
            (context, next) =>
                IsKnown(context.Request.ContentType)
                    ? next(context)
                    : Problems
                        .Invalid("body", "The charset of its Content-Type is not known. Send UTF-8.")
                        .ExecuteAsync(context)
        );

    private static bool IsKnown(string? contentType) =>
        contentType is null
        || !contentType.Contains("charset", StringComparison.OrdinalIgnoreCase)
        || !MediaTypeHeaderValue.TryParse(contentType, out var type)
        || type.Charset.Length == 0
        || Names.Contains(HeaderUtilities.RemoveQuotes(type.Charset).ToString());
}
