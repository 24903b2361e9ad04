using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Attn.Api.Platform.Errors;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace Attn.Api.Platform.OpenApi;

/// <summary>
/// Documents what a route declares by <c>WithProblems</c>: one response per status, and in it one example per code,
/// which is the answer that the program itself would write.
/// </summary>
internal sealed class ProblemResponses(IOptions<ProblemDetailsOptions> problems, IOptions<JsonOptions> json)
    : IOpenApiOperationTransformer
{
    private const string MediaType = "application/problem+json";
    private const string AnyOtherStatus = "default";
    private const string OtherProblem = "OtherProblem";

    /// <summary>What any route can answer; not worth a response of its own in each.</summary>
    private static readonly ProblemKind[] Everywhere =
    [
        ProblemKinds.NotValid,
        ProblemKinds.TooLarge,
        ProblemKinds.InternalError,
        ProblemKinds.RequestTimeout,
        ProblemKinds.AnswerTimeout,
        ProblemKinds.ServiceUnavailable,
    ];

    public Task TransformAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var (responses, document) = (operation.Responses ??= [], context.Document!);
        var kinds = context
            .Description.ActionDescriptor.EndpointMetadata.OfType<RouteProblems>()
            .SelectMany(declared => declared.Kinds)
            .ToList();
        foreach (var status in kinds.GroupBy(kind => kind.Status))
        {
            var key = status.Key.ToString(CultureInfo.InvariantCulture);
            responses[key] = Describe(
                ReasonPhrases.GetReasonPhrase(status.Key),
                status,
                document,
                Content(responses, key)
            );
        }

        responses[AnyOtherStatus] = ReferenceToOthers(document);
        return Task.CompletedTask;
    }

    /// <summary>A status may have an answer of another kind, too, such as a report on the program's health.</summary>
    private static Dictionary<string, OpenApiMediaType> Content(OpenApiResponses responses, string status) =>
        responses.TryGetValue(status, out var existing) && existing.Content is { } content
            ? new(content, StringComparer.Ordinal)
            : new(StringComparer.Ordinal);

    private OpenApiResponseReference ReferenceToOthers(OpenApiDocument document)
    {
        if (document.Components?.Responses?.ContainsKey(OtherProblem) != true)
        {
            var others = Describe("Any other problem", Everywhere, document, new(StringComparer.Ordinal));
            document.AddComponent<IOpenApiResponse>(OtherProblem, others);
        }

        return new OpenApiResponseReference(OtherProblem, document);
    }

    private OpenApiResponse Describe(
        string name,
        IEnumerable<ProblemKind> kinds,
        OpenApiDocument document,
        Dictionary<string, OpenApiMediaType> content
    )
    {
        // A route's own kind replaces its group's of the same code.
        var byCode = new Dictionary<string, ProblemKind>(StringComparer.Ordinal);
        foreach (var kind in kinds)
            byCode[kind.WireCode] = kind;
        content[MediaType] = new OpenApiMediaType
        {
            Schema = ProblemSchema.Reference(document),
            Examples = byCode.ToDictionary(
                each => each.Key,
                each => (IOpenApiExample)new OpenApiExample { Summary = each.Key, Value = ExampleOf(each.Value) },
                StringComparer.Ordinal
            ),
        };
        return new()
        {
            Description = $"{name}: {string.Join(", ", byCode.Keys.Select(code => $"`{code}`"))}",
            Content = content,
            Headers = byCode.Values.Any(kind => kind.Status is 429 or 503) ? RetryAfter() : null,
        };
    }

    private static Dictionary<string, IOpenApiHeader> RetryAfter() =>
        new(StringComparer.Ordinal)
        {
            ["Retry-After"] = new OpenApiHeader
            {
                Description = "Seconds.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.Integer },
            },
        };

    private JsonNode? ExampleOf(ProblemKind kind)
    {
        var problem =
            kind.Code == ErrorCode.NotValid && kind.Detail.Split(": ", 2) is [var field, var wrong]
                ? Problems.InvalidDetails(field, wrong)
                : Problems.Of(kind).ProblemDetails;
        var request = new DefaultHttpContext { TraceIdentifier = "0HNJ3R5TQ8V2M:00000007" };
        problems.Value.CustomizeProblemDetails!(new() { HttpContext = request, ProblemDetails = problem });
        return JsonSerializer.SerializeToNode(problem, problem.GetType(), json.Value.SerializerOptions);
    }
}
