using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Attn.Api.Platform.Wire;
using Attn.Domain;
using Microsoft.OpenApi;

namespace Attn.Api.Platform.OpenApi;

/// <summary>
/// Shows our own validation attributes, which the framework does not know, and the words that a text may be.
/// </summary>
internal static class TextConstraints
{
    public static void Apply(OpenApiSchema schema, IEnumerable<object> attributes)
    {
        foreach (var attribute in attributes)
        {
            switch (attribute)
            {
                case PlainTextAttribute text:
                    (schema.MinLength, schema.MaxLength) = (text.Minimum == 0 ? null : text.Minimum, text.Maximum);
                    break;
                case SchoolNumberAttribute:
                    (schema.MinLength, schema.MaxLength) = (1, SchoolNumbers.MaxLength);
                    break;
                case AllowedValuesAttribute allowed:
                    schema.Enum = [.. allowed.Values.OfType<string>().Select(word => (JsonNode)word)];
                    break;
            }
        }
    }
}
