using System.Globalization;
using Attn.FaceVerifier.Verification;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;

namespace Attn.FaceVerifier;

/// <summary>Error answers as RFC 9457 documents; <c>detail</c> is always a string.</summary>
internal static class Problems
{
    public static ProblemHttpResult Of(int status, string detail) => TypedResults.Problem(detail, statusCode: status);

    /// <summary>422, with the field's name on the wire.</summary>
    public static ProblemHttpResult Invalid(FieldProblem problem) =>
        TypedResults.Problem(
            new HttpValidationProblemDetails(
                new Dictionary<string, string[]>(StringComparer.Ordinal) { [problem.Field] = [problem.Text] }
            )
            {
                Status = StatusCodes.Status422UnprocessableEntity,
                Detail = $"{problem.Field}: {problem.Text}",
            }
        );

    public static ProblemHttpResult RetryLater(HttpContext context, string detail, TimeSpan after)
    {
        context.Response.Headers.RetryAfter = ((int)after.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Of(StatusCodes.Status503ServiceUnavailable, detail);
    }

    /// <summary>Adds a detail to the framework's own answers (404, 405, 413, 500).</summary>
    public static IServiceCollection AddProblemAnswers(this IServiceCollection services) =>
        services.AddProblemDetails(options =>
            options.CustomizeProblemDetails = context =>
                context.ProblemDetails.Detail ??= ReasonPhrases.GetReasonPhrase(
                    context.ProblemDetails.Status ?? context.HttpContext.Response.StatusCode
                )
        );
}
