using System.Text.Encodings.Web;
using System.Text.Json;
using Attn.Api.Platform.Wire;

namespace Attn.Api.Features.Admin;

/// <summary>The JSON of the wire, readable by people: indented, with letters unescaped.</summary>
internal static class AdminJson
{
    private static readonly JsonSerializerOptions Options = CreateOptions();

    public static async Task WriteAsync<T>(T value, CancellationToken cancellationToken)
    {
        // UTF-8 regardless of the terminal's locale.
        await using var output = Console.OpenStandardOutput();
        await JsonSerializer.SerializeAsync(output, value, Options, cancellationToken);
        await output.WriteAsync("\n"u8.ToArray(), cancellationToken);
    }

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            WriteIndented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        WireJson.Configure(options);
        return options;
    }
}
