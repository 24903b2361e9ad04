namespace Attn.Api.Features.CheckIn;

/// <summary>Memory for one upload, given back when it is disposed of.</summary>
internal sealed class UploadBuffer(byte[] bytes, Action giveBack) : IDisposable
{
    private Action? _giveBack = giveBack;

    /// <summary>Reads a stream to its end.</summary>
    /// <returns><c>null</c>: it is longer than the buffer.</returns>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        // Without the type, null would become an empty memory.
        return length == bytes.Length && await stream.ReadAsync(new byte[1], cancellationToken) > 0
            ? (ReadOnlyMemory<byte>?)null
            : bytes.AsMemory(0, length);
    }

    public void Dispose() => Interlocked.Exchange(ref _giveBack, null)?.Invoke();
}
