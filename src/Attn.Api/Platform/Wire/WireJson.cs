using System.Text.Json;
using System.Text.Json.Serialization;
using Attn.Domain;

namespace Attn.Api.Platform.Wire;

/// <summary>How JSON looks on the wire: snake_case names, UTC times with <c>Z</c>.</summary>
internal static class WireJson
{
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.Converters.Add(new OffsetTimeConverter());
        // Roles are written as the contract has them, every other enum in snake_case.
        options.Converters.Add(new JsonStringEnumConverter<UserRole>(allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
    }
}
