using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;

namespace Attn.Api.Features.History;

/// <summary>Says in a list's <c>Link</c> header (RFC 8288) that there is more, and where.</summary>
internal static class NextPage
{
    /// <summary>Cuts a list that was read with one element more than asked for.</summary>
    /// <param name="startOf">The start of the class session of an element.</param>
    public static IReadOnlyList<T> Cut<T>(
        HttpContext context,
        IReadOnlyList<T> read,
        int limit,
        Func<T, DateTimeOffset> startOf
    )
    {
        if (read.Count <= limit)
            return read;
        var page = read.Take(limit).ToList();
        var query = new QueryBuilder(
            context
                .Request.Query.Where(pair => pair.Key != "before")
                .Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString()))
        )
        {
            { "before", startOf(page[^1]).ToString("O", CultureInfo.InvariantCulture) },
        };
        context.Response.Headers.Link = $"<{context.Request.Path}{query}>; rel=\"next\"";
        return page;
    }
}
