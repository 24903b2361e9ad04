using Microsoft.AspNetCore.Diagnostics;

namespace Attn.Api.Platform.Errors;

/// <summary>Gives a body to answers that have none, such as those of routing.</summary>
internal static class StatusCodeProblems
{
    public static Task WriteAsync(StatusCodeContext context)
    {
        var status = context.HttpContext.Response.StatusCode;
        var answer = status switch
        {
            // The contract counts a body of another type among what does not validate.
            StatusCodes.Status415UnsupportedMediaType => Problems.Invalid(
                "body",
                "Send JSON with Content-Type: application/json, or the form that this route takes."
            ),
            StatusCodes.Status413PayloadTooLarge => Problems.TooLarge(context.HttpContext),
            _ => TypedResults.Problem(statusCode: status),
        };
        return answer.ExecuteAsync(context.HttpContext);
    }
}
