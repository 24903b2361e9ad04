using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Attn.Api.Platform.Errors;

/// <summary>Error answers as RFC 9457 documents; <c>detail</c> is always a text, because clients show it.</summary>
internal static class Problems
{
    public const string CodeMember = "code";

    /// <param name="detail">The sentence with its figure; <c>null</c>: the kind's own.</param>
    public static ProblemHttpResult Of(ProblemKind kind, string? detail = null) =>
        TypedResults.Problem(
            detail ?? kind.Detail,
            statusCode: kind.Status,
            extensions: [new(CodeMember, kind.WireCode)]
        );

    /// <summary>429 or 503: the caller may retry after a while.</summary>
    public static RetryLaterResult RetryLater(ProblemKind kind, TimeSpan after, string? detail = null) =>
        new(kind, detail, after);

    /// <summary>The sentence says how much the route accepts.</summary>
    public static ProblemHttpResult TooLarge(HttpContext context) => Of(ProblemKinds.TooLarge, TooLargeText(context));

    public static string TooLargeText(HttpContext context)
    {
        var maxKilobytes = context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize / 1024;
        return $"The upload is too large: {maxKilobytes} KB at most.";
    }

    /// <summary>What does not validate, by the field's name on the wire.</summary>
    public static ProblemHttpResult Invalid(string field, string problem) =>
        Invalid(ProblemKinds.NotValid, field, problem);

    /// <summary>The same with a code of its own.</summary>
    public static ProblemHttpResult Invalid(ProblemKind kind, string field, string problem) =>
        TypedResults.Problem(InvalidDetails(kind, field, problem));

    public static HttpValidationProblemDetails InvalidDetails(string field, string problem) =>
        InvalidDetails(ProblemKinds.NotValid, field, problem);

    private static HttpValidationProblemDetails InvalidDetails(ProblemKind kind, string field, string problem) =>
        new(new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [problem] })
        {
            Status = kind.Status,
            Detail = $"{field}: {problem}",
            Extensions = { [CodeMember] = kind.WireCode },
        };
}
