using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Attn.Api.Platform.OpenApi;

/// <summary>
/// Bodies: what is required is never null, and each has an example of all that is required and all that
/// <see cref="ExampleValues"/> knows. An example validates when sent as it is, which a test does.
/// </summary>
internal sealed class RequestBodies(TimeProvider time) : IOpenApiOperationTransformer
{
    /// <summary>The times in an example lie ahead of the clock for at least so long.</summary>
    public static readonly TimeSpan ExamplesValidFor = TimeSpan.FromHours(1);

    public Task TransformAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        if (operation.RequestBody?.Content is not { } contents)
            return Task.CompletedTask;
        var texts = context.Description.ActionDescriptor.EndpointMetadata.OfType<RequestText>().ToList();
        var files = context
            .Description.ActionDescriptor.EndpointMetadata.OfType<RequestFile>()
            .Select(file => file.MediaType)
            .ToList();
        foreach (var (mediaType, content) in contents)
        {
            if (texts.Find(text => text.MediaType == mediaType) is { } text)
            {
                content.Schema = new OpenApiSchema { Type = JsonSchemaType.String };
                content.Example = text.Example;
            }
            else if (files.Contains(mediaType, StringComparer.Ordinal))
            {
                content.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
            }
            else if (content.Schema is { Properties: { } members } schema && !IsUpload(members))
            {
                RequireValues(schema);
                content.Example = ObjectOf(schema);
            }
        }

        return Task.CompletedTask;
    }

    private static bool IsUpload(IDictionary<string, IOpenApiSchema> members) =>
        members.Values.Any(member => member.Format == "binary");

    /// <summary>A request's properties are nullable in C# so that a missing one can be told from a default.</summary>
    private static void RequireValues(IOpenApiSchema schema)
    {
        foreach (var name in schema.Required ?? new HashSet<string>(StringComparer.Ordinal))
            schema.Properties![name] = NotNull(schema.Properties[name]);
    }

    private static IOpenApiSchema NotNull(IOpenApiSchema schema)
    {
        if (schema is not OpenApiSchema inline)
            return schema;
        inline.Type &= ~JsonSchemaType.Null;
        return inline.OneOf?.Where(choice => choice.Type != JsonSchemaType.Null).ToList() is [var only] ? only : inline;
    }

    private JsonObject ObjectOf(IOpenApiSchema schema)
    {
        var example = new JsonObject();
        foreach (var (name, member) in schema.Properties!)
        {
            if (ExampleValues.OfMember(name) is { } known && member.Items?.Properties is null)
                example[name] = known;
            else if (schema.Required?.Contains(name) == true)
                example[name] = ValueOf(member);
        }

        return example;
    }

    private JsonNode? ValueOf(IOpenApiSchema schema)
    {
        if (schema.Enum is [var first, ..])
            return first.DeepClone();
        if (schema.Format == "date-time")
            return FullHourAhead();
        return (schema.Type & ~JsonSchemaType.Null) switch
        {
            JsonSchemaType.Object => ObjectOf(schema),
            JsonSchemaType.Array => new JsonArray(ValueOf(schema.Items!)),
            JsonSchemaType.Boolean => true,
            JsonSchemaType.Integer or JsonSchemaType.Number => 1,
            _ => ExampleValues.Text,
        };
    }

    private string FullHourAhead()
    {
        var earliest = time.GetUtcNow() + ExamplesValidFor;
        var fullHour = earliest.AddTicks(TimeSpan.TicksPerHour - (earliest.Ticks % TimeSpan.TicksPerHour));
        return fullHour.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }
}
