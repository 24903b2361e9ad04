using System.Text.Json.Nodes;

namespace Attn.EndToEnd.Tests.Fuzz;

/// <summary>A parameter or a field, by its name and schema.</summary>
internal sealed record Field(string Name, JsonNode Schema);

/// <summary>A route as the program's own document describes it, so that new routes are fuzzed, too.</summary>
internal sealed record ApiRoute(
    string Method,
    string Template,
    IReadOnlyList<Field> Query,
    IReadOnlyList<Field> Headers,
    IReadOnlyDictionary<string, JsonNode> Bodies
)
{
    public override string ToString() => $"{Method} {Template}";

    public static IReadOnlyList<ApiRoute> ReadAll(JsonNode document) =>
        [
            .. document["paths"]!
                .AsObject()
                .SelectMany(path =>
                    path.Value!.AsObject()
                        .Select(operation => new ApiRoute(
                            operation.Key.ToUpperInvariant(),
                            path.Key,
                            Parameters(operation.Value!, "query"),
                            Parameters(operation.Value!, "header"),
                            (operation.Value!["requestBody"]?["content"]?.AsObject() ?? []).ToDictionary(
                                content => content.Key,
                                content => content.Value!["schema"] ?? new JsonObject(),
                                StringComparer.Ordinal
                            )
                        ))
                ),
        ];

    private static List<Field> Parameters(JsonNode operation, string where) =>
        [
            .. (operation["parameters"]?.AsArray() ?? [])
                .Where(parameter => parameter!["in"]!.GetValue<string>() == where)
                .Select(parameter => new Field(
                    parameter!["name"]!.GetValue<string>(),
                    parameter["schema"] ?? new JsonObject()
                )),
        ];
}
