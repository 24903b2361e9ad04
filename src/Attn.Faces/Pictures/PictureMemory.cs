namespace Attn.Faces.Pictures;

/// <summary>
/// What all pictures that a process decodes at the same time may take: on arrival, and when their faces are compared.
/// </summary>
public sealed class PictureMemory
{
    /// <summary>The smallest budget: what the largest picture takes while its face is looked for.</summary>
    public const int MinMegabytes = 160;

    private const int MegabytesPerCore = 48;
    private const long Megabyte = 1024 * 1024;

    /// <summary>The part of the memory of the machine, or of its container, that pictures may take.</summary>
    private const long PartOfAll = 4;

    private readonly MemoryBudget _budget;

    /// <param name="megabytes">The budget; 0: <see cref="DefaultMegabytes"/>.</param>
    public PictureMemory(int megabytes = 0) => _budget = new((megabytes > 0 ? megabytes : DefaultMegabytes) * Megabyte);

    /// <summary>48 MB a core, but no more than a quarter of the memory that there is, and at least 160 MB.</summary>
    public static int DefaultMegabytes =>
        (int)
            Math.Max(
                MinMegabytes,
                Math.Min(
                    Environment.ProcessorCount * (long)MegabytesPerCore,
                    GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / PartOfAll / Megabyte
                )
            );

    public long Bytes => _budget.Bytes;

    public long FreeBytes => _budget.FreeBytes;

    /// <summary>Waits until the picture may be decoded.</summary>
    public Task<IDisposable> ReserveAsync(ReadOnlyMemory<byte> picture, CancellationToken cancellationToken) =>
        _budget.ReserveAsync(BytesFor(picture), cancellationToken);

    /// <summary>The same on a thread of the caller's own, which it blocks.</summary>
    /// <param name="picture">What is decoded.</param>
    /// <param name="more">Bytes that are needed beside the picture.</param>
    internal IDisposable Reserve(ReadOnlyMemory<byte> picture, long more) => _budget.Reserve(BytesFor(picture) + more);

    /// <summary>A picture out of bounds is not decoded.</summary>
    private static long BytesFor(ReadOnlyMemory<byte> picture) =>
        PictureHeader.Read(picture.Span) is { IsWithinBounds: true } header ? header.BytesToReserve : 0;
}
