using Attn.Faces.Pictures;

namespace Attn.Api.Features.FaceChecks;

/// <summary>
/// Makes pictures small before they are kept: less to store and to send, and what a camera writes beside the picture (place, device) is left
/// out. A picture that is small enough is taken as it is; so is every picture where the image library is missing on this machine.
/// </summary>
internal sealed class PictureNormalizer : IDisposable
{
    /// <summary>Bytes.</summary>
    public const int MaxSelfie = 1024 * 1024;

    /// <summary>Bytes; a sign-in keeps one for as long as it lasts.</summary>
    public const int MaxProfilePhoto = 64 * 1024;

    // Decoding takes a core, and memory by the pixel: a class that uploads at once waits in line.
    private readonly SemaphoreSlim _atOnce = new(Environment.ProcessorCount);
    private readonly Lazy<bool> _canShrink = new(() => PictureShrinker.IsAvailable);

    /// <returns><c>null</c> where the picture cannot be read.</returns>
    public Task<byte[]?> FitSelfieAsync(byte[] selfie, CancellationToken cancellationToken) =>
        FitAsync(selfie, MaxSelfie, cancellationToken);

    /// <returns><c>null</c> where the picture cannot be read.</returns>
    public Task<byte[]?> FitProfilePhotoAsync(byte[] photo, CancellationToken cancellationToken) =>
        FitAsync(photo, MaxProfilePhoto, cancellationToken);

    public void Dispose() => _atOnce.Dispose();

    private async Task<byte[]?> FitAsync(byte[] picture, int mostBytes, CancellationToken cancellationToken)
    {
        if (picture.Length <= mostBytes || !_canShrink.Value)
            return picture;
        await _atOnce.WaitAsync(cancellationToken);
        try
        {
            return PictureShrinker.Shrink(picture, mostBytes);
        }
        finally
        {
            _atOnce.Release();
        }
    }
}
