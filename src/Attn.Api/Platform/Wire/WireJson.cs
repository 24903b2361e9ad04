using System.Globalization;
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

/// <summary>
/// Reads ISO 8601 with an offset and writes UTC to the millisecond. A time without an offset is refused: the default converter
/// would take it for the server's own zone and be hours off.
/// </summary>
internal sealed class OffsetTimeConverter : JsonConverter<DateTimeOffset>
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return text is not null && TryParse(text, out var time)
            ? time
            : throw new JsonException(
                "Use ISO 8601 with an offset, such as 2026-02-18T14:40:00+03:00 or 2026-02-18T11:40:00Z."
            );
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(
            value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
        );

    /// <summary>Whole milliseconds of UTC, as the stores keep them.</summary>
    public static bool TryParse(string text, out DateTimeOffset time)
    {
        // RoundtripKind yields no offset for a text that has none: DateTime tells the two apart, DateTimeOffset cannot.
        time = default;
        if (
            !DateTime.TryParseExact(
                text,
                Formats,
                CultureInfo.InvariantCulture,
                DateTimeStyles.RoundtripKind,
                out var naive
            )
            || naive.Kind == DateTimeKind.Unspecified
        )
            return false;
        // Before the first year of UTC, for example, a time is none that can be told.
        if (
            !DateTimeOffset.TryParseExact(
                text,
                Formats,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AdjustToUniversal,
                out var exact
            )
        )
            return false;
        time = exact.ToWholeMilliseconds();
        return true;
    }
}
