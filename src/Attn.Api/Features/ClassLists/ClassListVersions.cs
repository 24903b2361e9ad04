using Microsoft.Net.Http.Headers;

namespace Attn.Api.Features.ClassLists;

/// <summary>The version of a class list in <c>ETag</c> and <c>If-Match</c>.</summary>
internal static class ClassListVersions
{
    public static void Write(HttpResponse response, string version) => response.Headers.ETag = $"\"{version}\"";

    /// <summary>
    /// The versions that the caller expects; <c>null</c>: any. A proxy that compresses makes a tag weak, so that makes
    /// no difference here.
    /// </summary>
    public static IReadOnlyCollection<string>? Expected(HttpRequest request)
    {
        if (request.Headers.IfMatch.Count == 0)
            return null;
        var tags = request.GetTypedHeaders().IfMatch;
        return tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any))
            ? null
            : [.. tags.Select(tag => tag.Tag.ToString().Trim('"'))];
    }
}
