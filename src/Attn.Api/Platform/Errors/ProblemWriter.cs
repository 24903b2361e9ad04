using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Attn.Api.Platform.Errors;

/// <summary>
/// Writes a problem for those who did not ask for JSON, such as somebody who downloads a report with
/// <c>Accept: text/csv</c>. The framework's own writer, which is asked first, leaves them without an answer.
/// </summary>
internal sealed class ProblemWriter(IOptions<ProblemDetailsOptions> options, IOptions<JsonOptions> json)
    : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => true;

    public ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var (response, problem) = (context.HttpContext.Response, context.ProblemDetails);
        options.Value.CustomizeProblemDetails?.Invoke(context);
        problem.Status ??= response.StatusCode;
        problem.Title ??= ReasonPhrases.GetReasonPhrase(problem.Status.Value);
        return new(
            response.WriteAsJsonAsync(
                problem,
                problem.GetType(),
                json.Value.SerializerOptions,
                "application/problem+json",
                context.HttpContext.RequestAborted
            )
        );
    }
}
