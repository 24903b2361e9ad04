using System.Text.Json.Nodes;

namespace Attn.Api.Tests;

/// <summary>The document that a program serves.</summary>
internal sealed record ApiDocument(JsonNode Root)
{
    public JsonObject Schemas => Root["components"]!["schemas"]!.AsObject();

    public IEnumerable<ApiOperation> Operations =>
        Root["paths"]!
            .AsObject()
            .SelectMany(path =>
                path.Value!.AsObject().Select(method => new ApiOperation(this, method.Key, path.Key, method.Value!))
            );

    public static async Task<ApiDocument> ReadAsync(Uri program)
    {
        using var http = new HttpClient { BaseAddress = program };
        return new(JsonNode.Parse(await http.GetStringAsync(new Uri("/openapi.json", UriKind.Relative)))!);
    }

    /// <summary>What a <c>$ref</c> points at.</summary>
    public JsonNode Resolve(JsonNode node) =>
        node["$ref"] is { } reference
            ? reference.GetValue<string>().Split('/').Skip(1).Aggregate(Root, (parent, name) => parent[name]!)
            : node;

    /// <summary>Every object that has a type, wherever it stands.</summary>
    public IEnumerable<JsonObject> AllSchemas() => Within(Root).Where(node => node["type"] is JsonValue or JsonArray);

    public static IReadOnlyList<string> TypesOf(JsonNode schema) =>
        schema["type"] switch
        {
            JsonArray several => [.. several.Select(type => type!.GetValue<string>())],
            JsonValue one => [one.ToString()],
            _ => [],
        };

    public static bool MayBeNull(JsonNode schema) =>
        TypesOf(schema).Contains("null")
        || (schema["oneOf"]?.AsArray() ?? []).Any(choice => TypesOf(choice!).Contains("null"));

    private static IEnumerable<JsonObject> Within(JsonNode? node) =>
        node switch
        {
            JsonObject it => it.SelectMany(member => Within(member.Value)).Prepend(it),
            JsonArray items => items.SelectMany(Within),
            _ => [],
        };
}
