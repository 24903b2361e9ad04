using System.Globalization;
using System.Text;

namespace Attn.EndToEnd.Tests.Fuzz;

/// <summary>One request, to the byte.</summary>
/// <param name="Number">Identifies the request together with the seed.</param>
/// <param name="Route">Method and template of the route that the request was made for.</param>
/// <param name="Change">How it differs from a valid one.</param>
internal sealed record FuzzRequest(int Number, string Route, string Change)
{
    public string Method { get; set; } = "GET";

    /// <summary>Path and query, as on the first line.</summary>
    public string Target { get; set; } = "/";

    public List<(string Name, string Value)> Headers { get; } = [];

    public byte[]? Body { get; set; }

    public bool IsChunked { get; set; }

    /// <summary>How many bytes are missing at the end, as after a broken connection.</summary>
    public int CutOff { get; set; }

    /// <summary>Sent instead of all the above.</summary>
    public byte[]? Raw { get; set; }

    /// <summary>Whether a server may close the connection without an answer.</summary>
    public bool MayGoUnanswered => Raw is not null || CutOff > 0 || Body?.Length > 8 * 1024 * 1024;

    /// <summary>Whether a server reads the path as it stands, without dot segments or escapes to resolve.</summary>
    public bool HasPlainPath =>
        Target.StartsWith('/')
        && Target.Split('?')[0] is var path
        && !path.Contains("//", StringComparison.Ordinal)
        && !path.Contains("/.", StringComparison.Ordinal)
        && !path.Contains('%', StringComparison.Ordinal);

    public bool IsLast => Raw is not null || CutOff > 0;

    public void Set(string name, string value)
    {
        Headers.RemoveAll(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        Headers.Add((name, value));
    }

    public byte[] ToBytes()
    {
        if (Raw is not null)
            return Raw;
        var head = new StringBuilder($"{Method} {Target} HTTP/1.1\r\n");
        if (!Headers.Any(header => header.Name == "Host"))
            head.Append("Host: localhost\r\n");
        foreach (var (name, value) in Headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        if (Body is not null)
            head.Append(
                IsChunked
                    ? "Transfer-Encoding: chunked\r\n"
                    : string.Create(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}\r\n")
            );
        head.Append("\r\n");
        byte[] all =
        [
            .. Encoding.UTF8.GetBytes(head.ToString()),
            .. Body is null ? []
            : IsChunked ? Chunked(Body)
            : Body,
        ];
        return all[..Math.Max(1, all.Length - CutOff)];
    }

    /// <summary>How to send it again.</summary>
    public string ToReplay(int port)
    {
        var bytes = ToBytes();
        var file = Path.Combine(
            Path.GetTempPath(),
            string.Create(CultureInfo.InvariantCulture, $"attn-fuzz-{Number}.http")
        );
        File.WriteAllBytes(file, bytes);
        var shown = Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, 1500));
        var rest = bytes.Length > 1500 ? $"… ({bytes.Length} bytes)" : "";
        return $"request {Number}, {Route}, {Change}; again: nc -N 127.0.0.1 {port} < {file}\n{shown}{rest}";
    }

    private static byte[] Chunked(byte[] body)
    {
        using var all = new MemoryStream();
        foreach (var part in body.Chunk(Math.Max(1, body.Length / 3)))
        {
            all.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{part.Length:x}\r\n")));
            all.Write(part);
            all.Write("\r\n"u8);
        }

        all.Write("0\r\n\r\n"u8);
        return all.ToArray();
    }
}
