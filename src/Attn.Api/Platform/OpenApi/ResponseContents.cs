using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Attn.Api.Platform.OpenApi;

/// <summary>What a success holds that is not plain JSON: files, streams of events, and <c>null</c>.</summary>
internal static class ResponseContents
{
    private const string EventStream = "text/event-stream";
    private static readonly Dictionary<string, OpenApiMediaType> NoContent = [];

    public static Task TransformAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var isNullable = context.Description.ActionDescriptor.EndpointMetadata.OfType<NullableResponse>().Any();
        foreach (var (type, content) in operation.Responses!.Values.SelectMany(each => each.Content ?? NoContent))
        {
            if (type == EventStream && content.Schema is OpenApiSchemaReference events)
                content.Schema = DescribeEvents(events);
            else if (!type.EndsWith("json", StringComparison.Ordinal))
                content.Schema = DescribeFile(type);
            else if (isNullable && type == "application/json")
                content.Schema = OrNull(content.Schema!);
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// OpenAPI 3.1 cannot describe events. The type that the route produces has one member per event, named like it;
    /// here
    /// <c>x-events</c> refers to it.
    /// </summary>
    private static OpenApiSchema DescribeEvents(OpenApiSchemaReference events)
    {
        var type = events.Reference.Id;
        return new()
        {
            Type = JsonSchemaType.String,
            Description =
                $"Server-sent events: {string.Join(", ", events.Properties!.Keys.Select(name => $"`{name}`"))}. "
                + $"The `data` of each is JSON, described by the member of that name in `{type}`.",
            Extensions = new Dictionary<string, IOpenApiExtension>(StringComparer.Ordinal)
            {
                ["x-events"] = new JsonNodeExtension(new JsonObject { ["$ref"] = $"#/components/schemas/{type}" }),
            },
        };
    }

    private static OpenApiSchema DescribeFile(string type)
    {
        var isText =
            type.StartsWith("text/", StringComparison.Ordinal) || type.EndsWith("xml", StringComparison.Ordinal);
        return new() { Type = JsonSchemaType.String, Format = isText ? null : "binary" };
    }

    private static OpenApiSchema OrNull(IOpenApiSchema schema) =>
        new() { OneOf = [schema, new OpenApiSchema { Type = JsonSchemaType.Null }] };
}
