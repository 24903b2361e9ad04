using System.Net;
using System.Net.Sockets;

namespace Attn.Bench.Load;

/// <summary>
/// One keep-alive HTTP/1.1 connection without pipelining, over a bare socket: the request is bytes made beforehand, the answer is read into
/// one buffer. Why not <see cref="HttpClient"/>: docs/decisions/0090-a-load-generator-of-its-own.md.
/// </summary>
internal sealed class HttpConnection(IPEndPoint server) : IDisposable
{
    private readonly AnswerReader _reader = new();
    private Socket? _socket;

    /// <summary>Sends one request and waits for its answer, whose body is valid until the next call. Connects if it has to.</summary>
    /// <exception cref="SocketException">The connection broke; the next call makes a new one. So with every other exception.</exception>
    public async ValueTask<Answer> SendAsync(ReadOnlyMemory<byte> request)
    {
        try
        {
            var socket = _socket ??= await ConnectAsync();
            _reader.Reset();
            for (var left = request; left.Length > 0; )
                left = left[await socket.SendAsync(left, SocketFlags.None)..];
            int received;
            do
            {
                received = await socket.ReceiveAsync(_reader.Space(), SocketFlags.None);
                if (received == 0)
                    throw new EndOfStreamException("The server closed the connection before it had answered.");
            } while (!_reader.Take(received));
        }
        catch
        {
            Dispose();
            throw;
        }

        if (_reader.Closes)
            Dispose();
        return new(_reader.Status, _reader.Body);
    }

    public async Task<bool> TryConnectAsync()
    {
        try
        {
            _socket ??= await ConnectAsync();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Closes the connection, from any thread: a request under way fails.</summary>
    public void Dispose() => Interlocked.Exchange(ref _socket, null)?.Dispose();

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>Status and body of an answer.</summary>
internal readonly record struct Answer(int Status, ReadOnlyMemory<byte> Body);
