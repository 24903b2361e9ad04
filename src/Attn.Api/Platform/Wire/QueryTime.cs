using Attn.Api.Platform.Errors;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Attn.Api.Platform.Wire;

/// <summary>A time in a query: ISO 8601 with an offset, or none.</summary>
internal static class QueryTime
{
    public static bool TryRead(string? text, out DateTimeOffset? time)
    {
        time = null;
        if (text is null)
            return true;
        // A plus sign in a query is a space unless it is escaped, which few people know.
        var isTime = OffsetTimeConverter.TryParse(text.Replace(' ', '+'), out var parsed);
        time = isTime ? parsed : null;
        return isTime;
    }

    public static ProblemHttpResult Invalid(string name) =>
        Problems.Invalid(name, "Use ISO 8601 with an offset, such as 2026-02-18T11:40:00Z.");
}
