using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Attn.Api.Platform.Errors;

/// <summary>Error answers as RFC 9457 documents; <c>detail</c> is always a text, because clients show it.</summary>
internal static class Problems
{
    public static ProblemHttpResult BadRequest(string detail) => Of(StatusCodes.Status400BadRequest, detail);

    public static ProblemHttpResult Unauthorized(string detail) => Of(StatusCodes.Status401Unauthorized, detail);

    public static ProblemHttpResult Forbidden(string detail) => Of(StatusCodes.Status403Forbidden, detail);

    public static ProblemHttpResult NotFound(string detail) => Of(StatusCodes.Status404NotFound, detail);

    /// <summary>With how much the route takes.</summary>
    public static ProblemHttpResult TooLarge(HttpContext context) =>
        Of(StatusCodes.Status413PayloadTooLarge, TooLargeText(context));

    public static string TooLargeText(HttpContext context)
    {
        var most = context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize / 1024;
        return $"The upload is too large: {most} KB at most.";
    }

    /// <summary>What does not validate, by the field's name on the wire.</summary>
    public static ProblemHttpResult Invalid(string field, string problem) =>
        TypedResults.Problem(InvalidDetails(field, problem));

    public static HttpValidationProblemDetails InvalidDetails(string field, string problem) =>
        new(new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [problem] })
        {
            Status = StatusCodes.Status422UnprocessableEntity,
            Detail = $"{field}: {problem}",
        };

    /// <summary>429 or 503: the caller may come back after a while.</summary>
    public static RetryLaterResult RetryLater(int status, string detail, TimeSpan after) => new(status, detail, after);

    private static ProblemHttpResult Of(int status, string detail) => TypedResults.Problem(detail, statusCode: status);
}

/// <summary>A problem with <c>Retry-After</c>.</summary>
internal sealed class RetryLaterResult(int status, string detail, TimeSpan after) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(after.TotalSeconds))
            .ToString(CultureInfo.InvariantCulture);
        return TypedResults.Problem(detail, statusCode: status).ExecuteAsync(httpContext);
    }
}
