using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;

namespace Attn.Api.Features.LiveView;

/// <summary>
/// Writes server-sent events. ASP.NET Core's own result can neither write comments, which are our heartbeat, nor leave
/// the moment of a flush to us.
/// </summary>
internal sealed class EventWriter(PipeWriter output, JsonSerializerOptions json)
{
    /// <summary>The JSON has no line breaks, so the data is one line.</summary>
    public void WriteEvent(string name, long id, object data)
    {
        Write(string.Create(CultureInfo.InvariantCulture, $"event: {name}\nid: {id}\ndata: "));
        using (var writer = new Utf8JsonWriter(output, new() { Encoder = json.Encoder, SkipValidation = true }))
            JsonSerializer.Serialize(writer, data, data.GetType(), json);
        output.Write("\n\n"u8);
    }

    public void WriteHeartbeat() => output.Write(":\n\n"u8);

    /// <summary>Waits while the reader is behind.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken) => await output.FlushAsync(cancellationToken);

    private void Write(string text) => Encoding.UTF8.GetBytes(text, output);
}
