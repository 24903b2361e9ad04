using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;

namespace Attn.Api.Platform.Errors;

/// <summary>
/// Gives every problem its <c>code</c>, <c>detail</c> and <c>request_id</c>, and every validation error the contract's
/// status 422 and wire names.
/// </summary>
internal static partial class ProblemDetailsSetup
{
    public static IServiceCollection AddProblems(this IServiceCollection services) =>
        services
            .AddProblemDetails(options => options.CustomizeProblemDetails = Customize)
            .AddSingleton<IProblemDetailsWriter, ProblemWriter>()
            .AddExceptionHandler<ProblemExceptionHandler>()
            // A request that does not bind becomes an exception, of which ProblemExceptionHandler makes the contract's
            // 422.
            .Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);

    private static void Customize(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        if (problem is HttpValidationProblemDetails { Errors.Count: > 0 } validation)
        {
            problem.Status = StatusCodes.Status422UnprocessableEntity;
            problem.Title = ReasonPhrases.GetReasonPhrase(StatusCodes.Status422UnprocessableEntity);
            problem.Type = "https://tools.ietf.org/html/rfc4918#section-11.2";
            validation.Errors = validation.Errors.ToDictionary(
                error => WireName(error.Key),
                error => error.Value.Select(InWireNames).ToArray(),
                StringComparer.Ordinal
            );
            problem.Detail ??= string.Join(
                " ",
                validation.Errors.Select(error => $"{error.Key}: {string.Join(" ", error.Value)}")
            );
            context.HttpContext.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }

        var status = problem.Status ?? context.HttpContext.Response.StatusCode;
        if (!problem.Extensions.ContainsKey(Problems.CodeMember))
            problem.Extensions[Problems.CodeMember] = ProblemKind.WireCodeOf(CodeOf(status));
        // Quoted by whoever asks for help.
        problem.Extensions["request_id"] = context.HttpContext.TraceIdentifier;
        problem.Detail ??= ReasonPhrases.GetReasonPhrase(status);
    }

    /// <summary>The framework's own sentences name a property as the program does, which no client knows.</summary>
    private static string InWireNames(string problem) =>
        NameInSentence().Replace(problem, name => JsonNamingPolicy.SnakeCaseLower.ConvertName(name.Value));

    [GeneratedRegex(@"(?<=^The field )\w+|(?<=^The )\w+(?= field )", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NameInSentence();

    private static string WireName(string path) =>
        string.Join('.', path.Split('.').Select(JsonNamingPolicy.SnakeCaseLower.ConvertName));

    /// <summary>The meaning of a status, for answers that the framework made, such as routing.</summary>
    private static ErrorCode CodeOf(int status) =>
        status switch
        {
            401 => ErrorCode.NotSignedIn,
            403 => ErrorCode.WrongRole,
            404 => ErrorCode.NotFound,
            405 => ErrorCode.MethodNotAllowed,
            406 => ErrorCode.NotAcceptable,
            408 => ErrorCode.RequestTimeout,
            413 => ErrorCode.TooLarge,
            429 => ErrorCode.RateLimited,
            503 => ErrorCode.StoreUnavailable,
            504 => ErrorCode.AnswerTimeout,
            >= 500 => ErrorCode.InternalError,
            _ => ErrorCode.NotValid,
        };
}
