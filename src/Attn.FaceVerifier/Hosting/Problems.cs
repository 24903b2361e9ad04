using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;

namespace Attn.FaceVerifier.Hosting;

/// <summary>Error answers as RFC 9457 documents; <c>detail</c> is always a text.</summary>
internal static class Problems
{
    public static ProblemHttpResult Of(int status, string detail) => TypedResults.Problem(detail, statusCode: status);

    /// <summary>What does not validate, by the field's name on the wire.</summary>
    public static ProblemHttpResult Invalid(string field, string problem) =>
        TypedResults.Problem(
            new HttpValidationProblemDetails(
                new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [problem] }
            )
            {
                Status = StatusCodes.Status422UnprocessableEntity,
                Detail = $"{field}: {problem}",
            }
        );

    public static ProblemHttpResult RetryLater(HttpContext context, string detail, TimeSpan after)
    {
        context.Response.Headers.RetryAfter = ((int)after.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Of(StatusCodes.Status503ServiceUnavailable, detail);
    }

    /// <summary>Gives the framework's own answers (404, 405, 413, 500) a detail too.</summary>
    public static IServiceCollection AddProblemAnswers(this IServiceCollection services) =>
        services.AddProblemDetails(options =>
            options.CustomizeProblemDetails = context =>
                context.ProblemDetails.Detail ??= ReasonPhrases.GetReasonPhrase(
                    context.ProblemDetails.Status ?? context.HttpContext.Response.StatusCode
                )
        );
}
