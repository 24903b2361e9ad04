using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Attn.Bench.Load;

/// <summary>
/// Reads one HTTP/1.1 answer from the pieces in which it arrives: a body of a stated length or in chunks, which are joined in place.
/// The buffer is kept from answer to answer, so reading allocates nothing.
/// </summary>
internal sealed class AnswerReader
{
    private const int LargestAnswer = 64 * 1024 * 1024;
    private byte[] _buffer = new byte[16 * 1024];
    private Phase _phase;
    private int _filled;
    private int _read;
    private int _bodyStart;
    private int _bodyEnd;
    private int _left;

    private enum Phase
    {
        Head,
        Fixed,
        ChunkSize,
        ChunkData,
        ChunkEnd,
        Trailer,
        Done,
    }

    public int Status { get; private set; }

    /// <summary>The server closes the connection after this answer.</summary>
    public bool Closes { get; private set; }

    /// <summary>Valid until the next <see cref="Reset"/>.</summary>
    public ReadOnlyMemory<byte> Body => _buffer.AsMemory(_bodyStart, _bodyEnd - _bodyStart);

    public void Reset()
    {
        _phase = Phase.Head;
        _filled = _read = _bodyStart = _bodyEnd = _left = 0;
        Status = 0;
        Closes = false;
    }

    /// <summary>Where the next bytes from the network go.</summary>
    public Memory<byte> Space()
    {
        if (_filled == _buffer.Length)
        {
            if (_filled >= LargestAnswer)
                throw new InvalidDataException("The answer is too large.");
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        return _buffer.AsMemory(_filled);
    }

    /// <summary><paramref name="count"/> bytes were put into <see cref="Space"/>.</summary>
    /// <returns>Whether the answer is complete.</returns>
    /// <exception cref="InvalidDataException">This is not HTTP/1.1.</exception>
    public bool Take(int count)
    {
        _filled += count;
        while (_phase != Phase.Done && Step()) { }

        return _phase != Phase.Done ? false
            : _read == _filled ? true
            : throw new InvalidDataException("The server sent more than it was asked for.");
    }

    /// <returns>Whether there was enough to go on with.</returns>
    private bool Step() =>
        _phase switch
        {
            Phase.Head => ReadHead(),
            Phase.Fixed => ReadFixed(),
            Phase.ChunkSize => ReadChunkSize(),
            Phase.ChunkData => ReadChunkData(),
            Phase.ChunkEnd => ReadChunkEnd(),
            Phase.Trailer => ReadTrailer(),
            _ => false,
        };

    private bool ReadHead()
    {
        var end = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return false;
        var head = _buffer.AsSpan(0, end);
        if (!head.StartsWith("HTTP/1.1 "u8) || !Utf8Parser.TryParse(head[9..], out int status, out _))
            throw new InvalidDataException("The answer does not begin like HTTP/1.1.");
        Status = status;
        var (length, chunked) = ReadHeaders(head);
        _read = _bodyStart = _bodyEnd = end + 4;
        _left = length ?? 0;
        _phase =
            status is 204 or 304 ? Phase.Done
            : chunked ? Phase.ChunkSize
            : length is not null ? Phase.Fixed
            : throw new InvalidDataException("The answer states no length.");
        return true;
    }

    private (int? Length, bool Chunked) ReadHeaders(ReadOnlySpan<byte> head)
    {
        int? length = null;
        var chunked = false;
        while (head.IndexOf("\r\n"u8) is >= 0 and var lineEnd)
        {
            head = head[(lineEnd + 2)..];
            var colon = head.IndexOf((byte)':');
            if (colon < 0)
                throw new InvalidDataException("A header has no colon.");
            var name = head[..colon];
            var valueEnd = head.IndexOf("\r\n"u8);
            var value = (valueEnd < 0 ? head[(colon + 1)..] : head[(colon + 1)..valueEnd]).Trim((byte)' ');
            if (Ascii.EqualsIgnoreCase(name, "content-length"u8))
                length = int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture);
            else if (Ascii.EqualsIgnoreCase(name, "transfer-encoding"u8))
                chunked = Ascii.EqualsIgnoreCase(value, "chunked"u8);
            else if (Ascii.EqualsIgnoreCase(name, "connection"u8))
                Closes = Ascii.EqualsIgnoreCase(value, "close"u8);
        }

        return (length, chunked);
    }

    private bool ReadFixed()
    {
        if (_filled - _read < _left)
            return false;
        _bodyEnd = _read += _left;
        _phase = Phase.Done;
        return true;
    }

    private bool ReadChunkSize()
    {
        var rest = _buffer.AsSpan(_read, _filled - _read);
        var end = rest.IndexOf("\r\n"u8);
        if (end < 0)
            return false;
        if (
            !Utf8Parser.TryParse(rest[..end], out int size, out var digits, 'x')
            || (digits < end && rest[digits] != ';')
            || size < 0
        )
            throw new InvalidDataException("A chunk has no size.");
        _read += end + 2;
        _left = size;
        _phase = size == 0 ? Phase.Trailer : Phase.ChunkData;
        return true;
    }

    private bool ReadChunkData()
    {
        var here = Math.Min(_left, _filled - _read);
        _buffer.AsSpan(_read, here).CopyTo(_buffer.AsSpan(_bodyEnd));
        _read += here;
        _bodyEnd += here;
        _left -= here;
        if (_left > 0)
            return false;
        _phase = Phase.ChunkEnd;
        return true;
    }

    private bool ReadChunkEnd()
    {
        if (_filled - _read < 2)
            return false;
        if (!_buffer.AsSpan(_read, 2).SequenceEqual("\r\n"u8))
            throw new InvalidDataException("A chunk does not end where it should.");
        _read += 2;
        _phase = Phase.ChunkSize;
        return true;
    }

    private bool ReadTrailer()
    {
        var end = _buffer.AsSpan(_read, _filled - _read).IndexOf("\r\n"u8);
        if (end < 0)
            return false;
        _read += end + 2;
        if (end == 0)
            _phase = Phase.Done;
        return true;
    }
}
