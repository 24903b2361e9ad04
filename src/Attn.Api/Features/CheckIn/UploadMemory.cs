using Attn.Faces.Pictures;

namespace Attn.Api.Features.CheckIn;

/// <summary>What all selfies that are being received, or wait to be decoded, may take in memory.</summary>
internal sealed class UploadMemory(TimeProvider time)
{
    private const long Bytes = 96L * 1024 * 1024;

    /// <summary>An upload is held as it is read, and once more as the picture in it.</summary>
    private const int Copies = 2;

    /// <summary>A class uploads within seconds; whoever waits longer had better come again.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(10);

    private readonly MemoryBudget _budget = new(Bytes);

    /// <summary>Waits for room, for a while.</summary>
    /// <param name="length">Of the body; <c>null</c> if it does not say, which counts as the largest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><c>null</c>: there was none.</returns>
    public Task<IDisposable?> TryReserveAsync(long? length, CancellationToken cancellationToken) =>
        _budget.TryReserveAsync(
            Copies * (length ?? SelfieUpload.MaxRequestBytes),
            MaxWait,
            time,
            cancellationToken
        );
}
