using Attn.Domain;
using Attn.Faces.Pictures;

namespace Attn.Api.Features.FaceChecks;

/// <summary>
/// Checks pictures by their header, and shrinks them before they are stored: less to store and to send, and without the
/// camera's metadata (place, device). A picture that is small enough stays as it is; so does every picture where the
/// image library is missing on this machine.
/// </summary>
internal sealed class PictureNormalizer(PictureMemory memory) : IDisposable
{
    public const int MaxSelfieBytes = 1024 * 1024;

    /// <summary>Small, because one is kept for every student who is signed in.</summary>
    public const int MaxProfilePhotoBytes = 64 * 1024;

    // Decoding needs a core: a class that uploads at the same moment queues here, and not on every thread.
    private readonly SemaphoreSlim _decoding = new(Environment.ProcessorCount);
    private readonly Lazy<bool> _canShrink = new(() => PictureShrinker.IsAvailable);

    public Task<Outcome<byte[], PictureFault>> FitSelfieAsync(
        ReadOnlyMemory<byte> selfie,
        CancellationToken cancellationToken
    ) => FitAsync(selfie, MaxSelfieBytes, cancellationToken);

    /// <returns><c>null</c>: the picture cannot be read, or takes too much to decode.</returns>
    public async Task<byte[]?> FitProfilePhotoAsync(byte[] photo, CancellationToken cancellationToken) =>
        (await FitAsync(photo, MaxProfilePhotoBytes, cancellationToken)).Value;

    /// <summary>A coarse hash of what a fitted picture shows.</summary>
    /// <returns><c>null</c>: it cannot be read, or the image library is missing on this machine.</returns>
    public async Task<byte[]?> HashAsync(byte[] picture, CancellationToken cancellationToken)
    {
        if (!_canShrink.Value)
            return null;
        await _decoding.WaitAsync(cancellationToken);
        try
        {
            using var reserved = await memory.ReserveAsync(picture, cancellationToken);
            return PictureHash.Of(picture);
        }
        finally
        {
            _decoding.Release();
        }
    }

    public void Dispose() => _decoding.Dispose();

    private async Task<Outcome<byte[], PictureFault>> FitAsync(
        ReadOnlyMemory<byte> picture,
        int maxBytes,
        CancellationToken cancellationToken
    )
    {
        if (PictureChecks.Check(picture.Span) == PictureCheck.TooLarge)
            return PictureFault.TooLarge;
        if (picture.Length <= maxBytes || !_canShrink.Value)
            return picture.ToArray();
        return await ShrinkAsync(picture, maxBytes, cancellationToken) is { } small ? small : PictureFault.Unreadable;
    }

    private async Task<byte[]?> ShrinkAsync(
        ReadOnlyMemory<byte> picture,
        int maxBytes,
        CancellationToken cancellationToken
    )
    {
        await _decoding.WaitAsync(cancellationToken);
        try
        {
            using var reserved = await memory.ReserveAsync(picture, cancellationToken);
            return PictureShrinker.Shrink(picture, maxBytes);
        }
        finally
        {
            _decoding.Release();
        }
    }
}
