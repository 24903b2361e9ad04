using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Attn.Api.Platform.OpenApi;

/// <summary>Parameters: the words they may be, their bounds, and an example that works.</summary>
internal static class ParameterSchemas
{
    public static Task TransformAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            if (parameter.Schema is not OpenApiSchema schema)
                continue;
            schema.Type &= ~JsonSchemaType.Null;
            TextConstraints.Apply(schema, AttributesOf(parameter.Name!, context.Description));
            // An optional one would filter what a reader tries out.
            if (parameter.Required)
                parameter.Example ??= ExampleValues.OfParameter(parameter.Name!, schema);
        }

        return Task.CompletedTask;
    }

    private static object[] AttributesOf(string name, ApiDescription route) =>
        route
            .ParameterDescriptions.Where(described => described.Name == name)
            .Select(described => described.ParameterDescriptor)
            .OfType<IParameterInfoParameterDescriptor>()
            .SelectMany(described => described.ParameterInfo.GetCustomAttributes(inherit: true))
            .ToArray();
}
