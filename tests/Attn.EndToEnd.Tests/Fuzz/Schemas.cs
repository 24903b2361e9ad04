using System.Text.Json.Nodes;

namespace Attn.EndToEnd.Tests.Fuzz;

/// <summary>
/// Valid bodies from the document's schemas: the schema gives the structure, a field's name its value.
/// </summary>
internal sealed class Schemas(JsonNode document, World world)
{
    public JsonNode? ValueOf(string name, JsonNode schema, Random random) => ValueOf(name, schema, random, depth: 0);

    private JsonNode? ValueOf(string name, JsonNode schema, Random random, int depth)
    {
        if (schema["$ref"]?.GetValue<string>() is { } reference)
            return ValueOf(name, document["components"]!["schemas"]![reference.Split('/')[^1]]!, random, depth);
        if (IsTimeOfDay(schema))
            return name == "from" ? "09:00" : "10:50";
        if (TypeOf(schema) is not ("object" or "array") && world.Value(name, random) is { } meant)
            return meant;
        if (schema["oneOf"] is JsonArray choices)
            return ValueOf(name, choices.Last()!, random, depth);
        if (schema["enum"] is JsonArray words)
            return words[random.Next(words.Count)]!.DeepClone();
        return TypeOf(schema) switch
        {
            "object" => ObjectOf(schema, random, depth),
            "array" => new JsonArray([
                .. Enumerable
                    .Range(0, random.Next(1, 4))
                    .Select(_ => ValueOf(name.TrimEnd('s'), schema["items"]!, random, depth + 1)),
            ]),
            "boolean" => random.Next(2) == 0,
            "integer" => random.Next((int?)schema["minimum"] ?? 0, ((int?)schema["maximum"] ?? 100) + 1),
            "number" => 1 + random.Next(8),
            _ when (string?)schema["format"] == "uuid" => Guid.NewGuid().ToString(),
            _ when (string?)schema["format"] == "date" => "2026-10-05",
            _ when (string?)schema["format"] == "date-time" => TimeProvider.System.GetUtcNow().ToString("O"),
            _ => "A few words about " + name,
        };
    }

    private JsonObject ObjectOf(JsonNode schema, Random random, int depth)
    {
        var result = new JsonObject();
        var required = (schema["required"]?.AsArray() ?? [])
            .Select(word => word!.GetValue<string>())
            .ToHashSet(StringComparer.Ordinal);
        foreach (var field in schema["properties"]?.AsObject() ?? [])
        {
            if (depth < 5 && (required.Contains(field.Key) || random.Next(2) == 0))
                result[field.Key] = ValueOf(field.Key, field.Value!, random, depth + 1);
        }

        return result;
    }

    private static bool IsTimeOfDay(JsonNode schema) =>
        ((string?)schema["pattern"])?.Contains(":[0-5]", StringComparison.Ordinal) == true;

    private static string? TypeOf(JsonNode schema) =>
        schema["type"] switch
        {
            JsonArray types => types.Select(type => type!.GetValue<string>()).First(type => type != "null"),
            JsonValue type => type.GetValue<string>(),
            _ => schema["properties"] is null ? null : "object",
        };
}
