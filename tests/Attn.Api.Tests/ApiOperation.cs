using System.Text.Json.Nodes;

namespace Attn.Api.Tests;

/// <summary>One route of the document.</summary>
internal sealed record ApiOperation(ApiDocument Document, string Method, string Path, JsonNode Node)
{
    private const string Problem = "application/problem+json";

    /// <summary>By status, <c>default</c> among them.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Responses =>
        Node["responses"]!
            .AsObject()
            .ToDictionary(each => each.Key, each => (JsonNode?)Document.Resolve(each.Value!), StringComparer.Ordinal);

    public IEnumerable<(string MediaType, JsonNode Content)> RequestContents =>
        (Node["requestBody"]?["content"]?.AsObject() ?? []).Select(each => (each.Key, each.Value!));

    public IEnumerable<JsonNode> Parameters => (Node["parameters"]?.AsArray() ?? []).Select(parameter => parameter!);

    /// <summary>Schema and examples of its problems, by status.</summary>
    public IReadOnlyDictionary<string, JsonNode> Problems =>
        Responses
            .Where(response => response.Value!["content"]?[Problem] is not null)
            .ToDictionary(response => response.Key, response => response.Value!["content"]![Problem]!);

    public override string ToString() => $"{Method.ToUpperInvariant()} {Path}";
}
