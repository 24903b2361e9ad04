using System.Globalization;
using Attn.Domain;

namespace Attn.Api.Features.History;

/// <summary>Says in a list's <c>Link</c> header (RFC 8288) that there is more, and where.</summary>
internal static class NextPage
{
    /// <summary>Cuts a list of class sessions that was read with one element more than asked for.</summary>
    /// <param name="sessionOf">The class session of an element.</param>
    public static IReadOnlyList<T> Cut<T>(
        HttpContext context,
        IReadOnlyList<T> read,
        int limit,
        Func<T, ClassSession> sessionOf
    )
    {
        if (read.Count <= limit)
            return read;
        var page = read.Take(limit).ToList();
        var last = sessionOf(page[^1]);
        // Several class sessions may start at the same time: their ids put them in order.
        Announce(
            context,
            ("before", last.StartTime.ToString("O", CultureInfo.InvariantCulture)),
            ("before_id", last.Id.ToString())
        );
        return page;
    }

    /// <param name="from">Where the next page begins. All else that the caller asked for stays.</param>
    public static void Announce(HttpContext context, params (string Name, string Value)[] from)
    {
        var request = context.Request;
        var kept = request
            .Query.Where(asked => from.All(each => each.Name != asked.Key))
            .SelectMany(asked => asked.Value.Select(value => KeyValuePair.Create(asked.Key, value)));
        var next = from.Select(each => KeyValuePair.Create<string, string?>(each.Name, each.Value));
        var query = QueryString.Create([.. kept, .. next]);
        context.Response.Headers.Link = $"<{request.PathBase}{request.Path}{query}>; rel=\"next\"";
    }
}
