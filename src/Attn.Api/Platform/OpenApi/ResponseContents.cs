using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Attn.Api.Platform.OpenApi;

/// <summary>What a success holds that is not plain JSON: files, streams of events, and <c>null</c>.</summary>
internal static class ResponseContents
{
    private static readonly Dictionary<string, OpenApiMediaType> NoContent = [];

    public static async Task TransformAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        foreach (var content in operation.Responses?.Values.SelectMany(response => response.Content ?? NoContent) ?? [])
        {
            if (content.Key == "text/event-stream")
                content.Value.Schema = await DescribeEventsAsync(metadata.OfType<StreamedEvent>(), context);
            else if (!content.Key.EndsWith("json", StringComparison.Ordinal))
                content.Value.Schema = FileOf(content.Key);
            else if (metadata.OfType<NullableResponse>().Any() && content.Key == "application/json")
                content.Value.Schema = OrNull(content.Value.Schema!);
        }
    }

    private static OpenApiSchema FileOf(string mediaType) =>
        new()
        {
            Type = JsonSchemaType.String,
            Format =
                mediaType.StartsWith("text/", StringComparison.Ordinal)
                || mediaType.EndsWith("xml", StringComparison.Ordinal)
                    ? null
                    : "binary",
        };

    private static OpenApiSchema OrNull(IOpenApiSchema schema) =>
        new() { OneOf = [schema, new OpenApiSchema { Type = JsonSchemaType.Null }] };

    /// <summary>
    /// OpenAPI 3.1 has no words for events: the data of each is a component, which <c>x-events</c> names.
    /// </summary>
    private static async Task<OpenApiSchema> DescribeEventsAsync(
        IEnumerable<StreamedEvent> events,
        OpenApiOperationTransformerContext context
    )
    {
        var document = context.Document!;
        var data = new System.Text.Json.Nodes.JsonObject();
        foreach (var each in events)
        {
            var name = each.Data.Name;
            if (document.Components?.Schemas?.ContainsKey(name) != true)
                document.AddComponent<IOpenApiSchema>(name, await context.GetOrCreateSchemaAsync(each.Data));
            data[each.Name] = new System.Text.Json.Nodes.JsonObject { ["$ref"] = $"#/components/schemas/{name}" };
        }

        return new()
        {
            Type = JsonSchemaType.String,
            Description = string.Join(
                '\n',
                events.Select(each => $"- `{each.Name}`: {each.Description} Data: `{each.Data.Name}`.")
            ),
            Extensions = new Dictionary<string, IOpenApiExtension>(StringComparer.Ordinal)
            {
                ["x-events"] = new JsonNodeExtension(data),
            },
        };
    }
}
