using System.Text.Json.Nodes;
using Attn.Api.Platform.Errors;
using Microsoft.OpenApi;

namespace Attn.Api.Platform.OpenApi;

/// <summary>The one schema of every error answer, and the enum of its codes.</summary>
internal static class ProblemSchema
{
    private const string Problem = "Problem";

    public static IOpenApiSchema Reference(OpenApiDocument document)
    {
        if (document.Components?.Schemas?.ContainsKey(Problem) != true)
        {
            document.AddComponent<IOpenApiSchema>(nameof(ErrorCode), CreateErrorCode());
            document.AddComponent<IOpenApiSchema>(Problem, Create(document));
        }

        return new OpenApiSchemaReference(Problem, document);
    }

    private static OpenApiSchema Create(OpenApiDocument document) =>
        new()
        {
            Type = JsonSchemaType.Object,
            Description =
                "RFC 9457. Decide on `code`; show `detail` to people; quote `request_id` when asking for help.",
            Required = new HashSet<string>(StringComparer.Ordinal)
            {
                "title",
                "status",
                "detail",
                "code",
                "request_id",
            },
            Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
            {
                ["type"] = Text("What the status means in general."),
                ["title"] = Text("The name of the status."),
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
                ["detail"] = Text("One sentence for people; it may change."),
                ["code"] = new OpenApiSchemaReference(nameof(ErrorCode), document),
                ["request_id"] = Text("The request in the program's log, also in the header X-Request-Id."),
                ["errors"] = Errors(),
                ["problems"] = LinesOfList(),
                ["problem_count"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Integer,
                    Format = "int32",
                    Description = "With `class_list_not_valid`: all of them, also those that are not listed.",
                },
            },
        };

    private static OpenApiSchema CreateErrorCode() =>
        new()
        {
            Type = JsonSchemaType.String,
            Description = "One stable word for each outcome that is not a success.",
            Enum = [.. Enum.GetValues<ErrorCode>().Select(code => (JsonNode)ProblemKind.WireCodeOf(code))],
        };

    private static OpenApiSchema Errors() =>
        new()
        {
            Type = JsonSchemaType.Object,
            Description = "With `not_valid`: what is wrong, by the field's name.",
            AdditionalProperties = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Items = new OpenApiSchema { Type = JsonSchemaType.String },
            },
        };

    private static OpenApiSchema LinesOfList() =>
        new()
        {
            Type = JsonSchemaType.Array,
            Description = "With `class_list_not_valid`: what is wrong with which line, as a preview lists it.",
            Items = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
                {
                    ["code"] = Text("A stable word, such as `number_repeated`."),
                    ["line"] = Line("Counted from 1 at the top of the file; null: it concerns the whole."),
                    ["detail"] = Text("A sentence for people, with the remedy."),
                    ["other_line"] = Line("A second line that it is about."),
                    ["text"] = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null },
                },
            },
        };

    private static OpenApiSchema Line(string description) =>
        new()
        {
            Type = JsonSchemaType.Integer | JsonSchemaType.Null,
            Format = "int32",
            Description = description,
        };

    private static OpenApiSchema Text(string description) =>
        new() { Type = JsonSchemaType.String, Description = description };
}
