using System.Buffers;
using System.IO.Pipelines;

namespace Attn.Api.Features.Reports;

/// <summary>
/// Lets writers without asynchronous calls (ZIP, XML) write a response without blocking: the bytes stay in the
/// response's buffer until the producer of the rows calls <see cref="FlushIfNeededAsync"/>, after each row.
/// </summary>
internal sealed class BufferedResponseStream(PipeWriter response) : Stream
{
    /// <summary>Bytes.</summary>
    private const int FlushThreshold = 32 * 1024;

    private long _sent;
    private long _written;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public ValueTask FlushIfNeededAsync(CancellationToken cancellationToken) =>
        _written - _sent > FlushThreshold ? SendAsync(cancellationToken) : ValueTask.CompletedTask;

    public async ValueTask SendAsync(CancellationToken cancellationToken)
    {
        _sent = _written;
        await response.FlushAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        response.Write(buffer);
        _written += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // Synchronous; the producer of the rows flushes.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
