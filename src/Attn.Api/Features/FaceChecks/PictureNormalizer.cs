using Attn.Faces.Pictures;

namespace Attn.Api.Features.FaceChecks;

/// <summary>
/// Shrinks pictures before they are stored: less to store and to send, and without the camera's metadata (place,
/// device). A picture that is small enough stays as it is; so does every picture where the image library is missing on
/// this machine.
/// </summary>
internal sealed class PictureNormalizer : IDisposable
{
    public const int MaxSelfieBytes = 1024 * 1024;

    /// <summary>Small, because every LoginSession of a student holds one.</summary>
    public const int MaxProfilePhotoBytes = 64 * 1024;

    // Decoding needs a core, and memory per pixel: a class that uploads at the same moment queues here.
    private readonly SemaphoreSlim _decoding = new(Environment.ProcessorCount);
    private readonly Lazy<bool> _canShrink = new(() => PictureShrinker.IsAvailable);

    /// <returns><c>null</c>: the picture cannot be read.</returns>
    public Task<byte[]?> FitSelfieAsync(byte[] selfie, CancellationToken cancellationToken) =>
        FitAsync(selfie, MaxSelfieBytes, cancellationToken);

    /// <returns><c>null</c>: the picture cannot be read.</returns>
    public Task<byte[]?> FitProfilePhotoAsync(byte[] photo, CancellationToken cancellationToken) =>
        FitAsync(photo, MaxProfilePhotoBytes, cancellationToken);

    /// <summary>A coarse hash of what a fitted picture shows.</summary>
    /// <returns><c>null</c>: it cannot be read, or the image library is missing on this machine.</returns>
    public async Task<byte[]?> HashAsync(byte[] picture, CancellationToken cancellationToken)
    {
        if (!_canShrink.Value)
            return null;
        await _decoding.WaitAsync(cancellationToken);
        try
        {
            return PictureHash.Of(picture);
        }
        finally
        {
            _decoding.Release();
        }
    }

    public void Dispose() => _decoding.Dispose();

    private async Task<byte[]?> FitAsync(byte[] picture, int maxBytes, CancellationToken cancellationToken)
    {
        if (picture.Length <= maxBytes || !_canShrink.Value)
            return picture;
        await _decoding.WaitAsync(cancellationToken);
        try
        {
            return PictureShrinker.Shrink(picture, maxBytes);
        }
        finally
        {
            _decoding.Release();
        }
    }
}
