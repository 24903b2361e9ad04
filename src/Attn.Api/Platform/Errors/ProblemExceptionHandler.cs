using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Attn.Storage;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Attn.Api.Platform.Errors;

/// <summary>
/// The one place where an exception becomes an answer: 422, 413 and 408 for what the caller sent, 503 for an outage,
/// 500 for a bug.
/// </summary>
internal sealed partial class ProblemExceptionHandler(
    IProblemDetailsService problems,
    ILogger<ProblemExceptionHandler> logger
) : IExceptionHandler
{
    private const int RetryAfterSeconds = 2;

    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext,
        Exception exception,
        CancellationToken cancellationToken
    )
    {
        if (IsHangUp(exception, httpContext))
        {
            LogHungUp(logger, exception.GetType().Name);
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var problem = Describe(exception, httpContext);
        var status = problem.Status!.Value;
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            LogStoreUnavailable(logger, exception.Message);
            httpContext.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        }

        if (status == StatusCodes.Status500InternalServerError)
            LogRequestFailed(logger, exception);
        httpContext.Response.StatusCode = status;
        await problems.WriteAsync(new() { HttpContext = httpContext, ProblemDetails = problem });
        return true;
    }

    /// <summary>
    /// Whether the client is gone: nobody's mistake, and nobody reads the answer. A reset connection may be seen by the
    /// reader of the body before the request is cancelled.
    /// </summary>
    private static bool IsHangUp(Exception exception, HttpContext context) =>
        exception is ConnectionResetException or ConnectionAbortedException
        || (exception is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested);

    private static ProblemDetails Describe(Exception exception, HttpContext context) =>
        exception switch
        {
            StoreUnavailableException => Of(ProblemKinds.StoreUnavailable),
            OutboxFullException => Of(ProblemKinds.TooManyPendingFaceChecks),
            BadHttpRequestException { StatusCode: 413 } => Of(ProblemKinds.TooLarge, Problems.TooLargeText(context)),
            BadHttpRequestException { StatusCode: 408 } => Of(ProblemKinds.RequestTimeout),
            BadHttpRequestException bad => Invalid(bad),
            _ => Of(ProblemKinds.InternalError),
        };

    private static HttpValidationProblemDetails Invalid(BadHttpRequestException bad)
    {
        if (bad.InnerException is JsonException json)
            return Problems.InvalidDetails(FieldOf(json), DescribeProblem(json));
        // As of .NET 10 the exception holds the parameter in its message alone: Failed to bind parameter "Guid id" from
        // "abc". / Required parameter "string lesson_name" was not provided from query string.
        return ParameterName().Match(bad.Message) is { Success: true } match
            ? Problems.InvalidDetails(
                JsonNamingPolicy.SnakeCaseLower.ConvertName(match.Groups["name"].Value),
                bad.Message.StartsWith("Required", StringComparison.Ordinal)
                    ? "It is required."
                    : $"It is not a valid {(match.Groups["type"].Value == "Guid" ? "UUID" : "value")}."
            )
            : Problems.InvalidDetails(
                "body",
                "The body is missing, incomplete, or not of the type that this route takes."
            );
    }

    private static string FieldOf(JsonException json) =>
        json.Path is { Length: > 2 } path && path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : "body";

    // The framework's texts name .NET types; those of our own converters are written for people.
    private static string DescribeProblem(JsonException json) =>
        json switch
        {
            { Path: null or "$" } or { InnerException: not null } => "This is not valid JSON of the expected form.",
            _ when json.Message.StartsWith("Use ", StringComparison.Ordinal) => json.Message.Split(" Path:")[0],
            _ => "The value has the wrong type.",
        };

    private static ProblemDetails Of(ProblemKind kind, string? detail = null) =>
        Problems.Of(kind, detail).ProblemDetails;

    [GeneratedRegex(
        "parameter \"(?<type>[^ \"]+) (?<name>[^\"]+)\"",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 100
    )]
    private static partial Regex ParameterName();

    [LoggerMessage(EventIds.RequestAnswered503, LogLevel.Warning, "Answered 503: {Reason}")]
    private static partial void LogStoreUnavailable(ILogger logger, string reason);

    [LoggerMessage(EventIds.ClientHungUp, LogLevel.Debug, "The client hung up: {Exception}.")]
    private static partial void LogHungUp(ILogger logger, string exception);

    [LoggerMessage(EventIds.RequestFailed, LogLevel.Error, "A request failed.")]
    private static partial void LogRequestFailed(ILogger logger, Exception exception);
}
