using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Attn.Api.Platform.OpenApi;

/// <summary>Says about types what the framework cannot know or says too broadly.</summary>
internal static class SchemaTypes
{
    public static Task TransformAsync(
        OpenApiSchema schema,
        OpenApiSchemaTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var type = context.JsonTypeInfo.Type;
        // A time has a converter of our own, which leaves it without a type.
        if (type == typeof(DateTimeOffset))
            schema.Type = JsonSchemaType.String;
        if (type == typeof(DateTimeOffset?))
            schema.Type = JsonSchemaType.String | JsonSchemaType.Null;
        // An enum is a string; where it may be null, the member that refers to it says so.
        if (schema.Enum is { Count: > 0 } words)
            (schema.Type, schema.Enum) = (JsonSchemaType.String, [.. words.Where(word => word is not null)]);
        // A number is also read from a string, which nobody needs to know.
        if (schema.Type is { } types && (types.HasFlag(JsonSchemaType.Integer) || types.HasFlag(JsonSchemaType.Number)))
            (schema.Type, schema.Pattern) = (types & ~JsonSchemaType.String, null);
        foreach (var property in context.JsonTypeInfo.Properties)
            Constrain(schema, property);
        return Task.CompletedTask;
    }

    private static void Constrain(OpenApiSchema schema, JsonPropertyInfo property)
    {
        if (schema.Properties is not { } members || !members.TryGetValue(property.Name, out var member))
            return;
        if (member is OpenApiSchema inline)
            TextConstraints.Apply(inline, property.AttributeProvider?.GetCustomAttributes(inherit: true) ?? []);
    }
}
