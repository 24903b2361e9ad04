using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Attn.Domain;

namespace Attn.Api.Platform.Wire;

/// <summary>
/// Reads ISO 8601 with an offset and writes UTC to the millisecond. A time without an offset is refused: the default
/// converter would read it in the server's own zone and be hours off.
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
        // Of a text without an offset, RoundtripKind makes a DateTime of unspecified kind; DateTimeOffset cannot tell.
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
        // For example a time before the first year of UTC, which cannot be represented.
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
