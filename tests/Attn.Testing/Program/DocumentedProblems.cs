using System.Text.Json;
using System.Text.Json.Nodes;

namespace Attn.Testing.Program;

/// <summary>The error answers that docs/openapi.json promises; whatever a test is about, no other may come.</summary>
public static class DocumentedProblems
{
    private const string MediaType = "application/problem+json";
    private static readonly string[] AnyStatus = ["default"];

    private static readonly Lazy<JsonNode> Document = new(() =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "openapi.json")))!
    );

    private static readonly Lazy<HashSet<string>> Codes = new(() =>
        [.. Document.Value["components"]!["schemas"]!["ErrorCode"]!["enum"]!.AsArray().Select(Text)]
    );

    private static readonly Lazy<IReadOnlyList<Route>> Routes = new(ReadRoutes);

    /// <summary>What is wrong with a problem, or <c>null</c>.</summary>
    /// <param name="target">Path and query, as sent.</param>
    public static string? FindFault(string method, string target, int status, string problem)
    {
        if (CodeOf(problem) is not { } code)
            return "a problem without a code";
        if (!Codes.Value.Contains(code))
            return $"the code {code} is not one of ErrorCode";
        var path = target.Split('?')[0];
        var route = Routes
            .Value.Where(route => route.Matches(method, path))
            .MaxBy(route => route.Segments.Count(segment => segment[0] != '{'));
        if (route is null || route.Documents(status, code))
            return null;
        return $"{route.Method} {string.Join('/', route.Segments)} does not document {status} {code}";
    }

    /// <summary>Throws where an answer is a problem that the document does not have.</summary>
    public static void Check(HttpRequestMessage request, Answer answer)
    {
        if (answer.Response.Content.Headers.ContentType?.MediaType != MediaType)
            return;
        var target = request.RequestUri!.IsAbsoluteUri
            ? request.RequestUri.PathAndQuery
            : request.RequestUri.OriginalString;
        if (FindFault(request.Method.Method, target, (int)answer.Status, answer.Text) is { } fault)
            throw new InvalidOperationException($"{request.Method} {target}: {fault}: {answer.Text}");
    }

    private static string? CodeOf(string problem)
    {
        try
        {
            return JsonNode.Parse(problem)?["code"]?.GetValue<string>();
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static List<Route> ReadRoutes() =>
        [
            .. Document.Value["paths"]!
                .AsObject()
                .SelectMany(path =>
                    path.Value!.AsObject()
                        .Select(operation => new Route(
                            operation.Key,
                            path.Key.Trim('/').Split('/'),
                            operation.Value!["responses"]!.AsObject()
                        ))
                ),
        ];

    private static string Text(JsonNode? node) => node!.GetValue<string>();

    private sealed record Route(string Method, string[] Segments, JsonObject Responses)
    {
        public bool Matches(string method, string path)
        {
            var sent = path.Trim('/').Split('/');
            return method.Equals(Method, StringComparison.OrdinalIgnoreCase)
                && sent.Length == Segments.Length
                && Segments.Zip(sent).All(pair => IsMatch(pair.First, pair.Second));
        }

        public bool Documents(int status, string code) =>
            AnyStatus
                .Prepend(status.ToString(System.Globalization.CultureInfo.InvariantCulture))
                .Any(key => Responses[key] is { } response && ExamplesOf(response).ContainsKey(code));

        private static bool IsMatch(string segment, string sent) =>
            segment[0] == '{' || segment.Equals(sent, StringComparison.OrdinalIgnoreCase);

        private static JsonObject ExamplesOf(JsonNode response)
        {
            var resolved = response["$ref"] is { } reference
                ? Text(reference).Split('/').Skip(1).Aggregate(Document.Value, (parent, name) => parent[name]!)
                : response;
            return resolved["content"]?[MediaType]?["examples"]?.AsObject() ?? [];
        }
    }
}
