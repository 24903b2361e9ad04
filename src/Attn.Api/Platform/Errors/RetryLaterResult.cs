using System.Globalization;

namespace Attn.Api.Platform.Errors;

/// <summary>A problem with <c>Retry-After</c>.</summary>
internal sealed class RetryLaterResult(ProblemKind kind, string? detail, TimeSpan after) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(after.TotalSeconds))
            .ToString(CultureInfo.InvariantCulture);
        return Problems.Of(kind, detail).ExecuteAsync(httpContext);
    }
}
