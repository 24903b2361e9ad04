using System.Collections.Concurrent;
using Attn.Faces.Pictures;

namespace Attn.Api.Features.CheckIn;

/// <summary>
/// What all selfies that are being received, or wait to be decoded, may take in memory. Large uploads have a part of
/// their own, so that a few which come slowly do not keep the ordinary ones out; and their buffers are kept, because
/// arrays of this size pile up until the collector comes.
/// </summary>
internal sealed class UploadMemory(TimeProvider time)
{
    private const int MaxLargeUploads = 12;
    public const int MaxSmallLength = PictureLength + FormLength;
    private const int PictureLength = 1024 * 1024;
    private const int FormLength = SelfieUpload.MaxRequestBytes - SelfieUpload.MaxBytes;
    private const long SmallBytes = 64L * 1024 * 1024;

    /// <summary>A small picture is copied on its way to the store.</summary>
    private const int Copies = 2;

    /// <summary>A class uploads within seconds; whoever waits longer had better come again.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(10);

    private readonly MemoryBudget _small = new(SmallBytes);
    private readonly MemoryBudget _large = new(MaxLargeUploads * SelfieUpload.MaxBytes);
    private readonly ConcurrentBag<byte[]> _largeBuffers = [];

    /// <summary>Waits for room, for a while.</summary>
    /// <param name="length">Of the body; <c>null</c> if it does not say, which counts as the largest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><c>null</c>: there was none.</returns>
    public async Task<UploadBuffer?> TryRentAsync(long? length, CancellationToken cancellationToken)
    {
        var isSmall = length <= MaxSmallLength;
        var reserved = isSmall
            ? await _small.TryReserveAsync(Copies * length!.Value, MaxWait, time, cancellationToken)
            : await _large.TryReserveAsync(SelfieUpload.MaxBytes, MaxWait, time, cancellationToken);
        if (reserved is null)
            return null;
        return isSmall ? new(new byte[length!.Value], reserved.Dispose) : RentLarge(reserved);
    }

    private UploadBuffer RentLarge(IDisposable reserved)
    {
        if (!_largeBuffers.TryTake(out var buffer))
            buffer = new byte[SelfieUpload.MaxBytes];
        return new(
            buffer,
            () =>
            {
                _largeBuffers.Add(buffer);
                reserved.Dispose();
            }
        );
    }
}
