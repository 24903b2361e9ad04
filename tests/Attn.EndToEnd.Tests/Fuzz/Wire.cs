using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Attn.EndToEnd.Tests.Fuzz;

/// <param name="Status">0: the connection was closed without an answer.</param>
internal sealed record WireAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public static readonly WireAnswer None = new(0, new Dictionary<string, string>(), []);

    public string ContentType => Headers.GetValueOrDefault("content-type", "");

    public string Text => Encoding.UTF8.GetString(Body);
}

/// <summary>
/// HTTP/1.1 byte by byte: an HttpClient would refuse to send, or correct, most of what a fuzz test is about. One
/// request at a time; the connection is kept where possible.
/// </summary>
internal sealed class Wire(Uri url) : IDisposable
{
    private const int MaxHead = 256 * 1024;
    private Socket? _socket;
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    /// <param name="isLast">Nothing follows, so a request without its end is a broken one.</param>
    public async Task<WireAnswer> SendAsync(
        byte[] request,
        bool isHead,
        bool isLast,
        CancellationToken cancellationToken
    )
    {
        var wasOpen = _socket is not null;
        var answer = await TryAsync(request, isHead, isLast, cancellationToken);
        // The server may close a kept connection at the moment of its reuse, but not a new one.
        return answer.Status == 0 && wasOpen ? await TryAsync(request, isHead, isLast, cancellationToken) : answer;
    }

    public void Dispose() => Close();

    private async Task<WireAnswer> TryAsync(
        byte[] request,
        bool isHead,
        bool isLast,
        CancellationToken cancellationToken
    )
    {
        if (_socket is null)
            await ConnectAsync(cancellationToken);
        // Both at once: an answer may come while a body that is too long is still being sent.
        var sending = SendAsync(request, isLast, cancellationToken);
        var answer = WireAnswer.None;
        var keeps = false;
        try
        {
            (answer, keeps) = await ReadAsync(isHead, cancellationToken);
        }
        catch (Exception e) when (e is SocketException or EndOfStreamException)
        {
            // Closed: what was read so far is the answer.
        }

        if (!keeps || isLast || !sending.IsCompleted)
            Close();
        await sending;
        return answer;
    }

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        (_start, _end) = (0, 0);
        await _socket.ConnectAsync(IPAddress.Loopback, url.Port, cancellationToken);
    }

    private void Close()
    {
        _socket?.Dispose();
        _socket = null;
    }

    private async Task SendAsync(byte[] request, bool isLast, CancellationToken cancellationToken)
    {
        try
        {
            var socket = _socket!;
            for (var sent = 0; sent < request.Length; )
                sent += await socket.SendAsync(request.AsMemory(sent), SocketFlags.None, cancellationToken);
            if (isLast)
                socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The server has closed the connection; its answer says why.
        }
    }

    private async Task<(WireAnswer Answer, bool Keeps)> ReadAsync(bool isHead, CancellationToken cancellationToken)
    {
        while (true)
        {
            var lines = (await ReadHeadAsync(cancellationToken)).Split("\r\n");
            var status = int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture);
            if (status is >= 100 and < 200)
                continue;
            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var line in lines.Skip(1).Where(line => line.Length > 0))
                headers[line[..line.IndexOf(':', StringComparison.Ordinal)]] = line[
                    (line.IndexOf(':', StringComparison.Ordinal) + 1)..
                ]
                    .Trim();
            // A stream does not end; its start is enough.
            if (headers.GetValueOrDefault("content-type", "").StartsWith("text/event-stream", StringComparison.Ordinal))
                return (new(status, headers, []), Keeps: false);
            var body = isHead || status is 204 or 304 ? [] : await ReadBodyAsync(headers, cancellationToken);
            return (
                new(status, headers, body),
                !headers.GetValueOrDefault("connection", "").Equals("close", StringComparison.OrdinalIgnoreCase)
            );
        }
    }

    private async Task<byte[]> ReadBodyAsync(Dictionary<string, string> headers, CancellationToken cancellationToken)
    {
        if (headers.TryGetValue("content-length", out var length))
            return await ReadAsync(int.Parse(length, CultureInfo.InvariantCulture), cancellationToken);
        using var body = new MemoryStream();
        if (!headers.GetValueOrDefault("transfer-encoding", "").Equals("chunked", StringComparison.OrdinalIgnoreCase))
            return [];
        while (true)
        {
            var size = int.Parse(
                (await ReadLineAsync(cancellationToken)).Split(';')[0],
                NumberStyles.HexNumber,
                CultureInfo.InvariantCulture
            );
            body.Write(await ReadAsync(size, cancellationToken));
            await ReadLineAsync(cancellationToken);
            if (size == 0)
                return body.ToArray();
        }
    }

    private Task<string> ReadHeadAsync(CancellationToken cancellationToken) =>
        ReadToAsync("\r\n\r\n", cancellationToken);

    private Task<string> ReadLineAsync(CancellationToken cancellationToken) => ReadToAsync("\r\n", cancellationToken);

    private async Task<string> ReadToAsync(string mark, CancellationToken cancellationToken)
    {
        var bytes = Encoding.ASCII.GetBytes(mark);
        int at;
        while ((at = _buffer.AsSpan(_start, _end - _start).IndexOf(bytes)) < 0)
        {
            if (_end - _start > MaxHead)
                throw new InvalidDataException("The answer's head does not end.");
            await FillAsync(cancellationToken);
        }

        var text = Encoding.Latin1.GetString(_buffer, _start, at);
        _start += at + bytes.Length;
        return text;
    }

    private async Task<byte[]> ReadAsync(int count, CancellationToken cancellationToken)
    {
        while (_end - _start < count)
            await FillAsync(cancellationToken);
        var bytes = _buffer.AsSpan(_start, count).ToArray();
        _start += count;
        return bytes;
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        var read = await _socket!.ReceiveAsync(_buffer.AsMemory(_end), SocketFlags.None, cancellationToken);
        _end += read > 0 ? read : throw new EndOfStreamException();
    }
}
