using Microsoft.Playwright;

namespace Attn.Web.Tests;

/// <summary>A browser whose camera sees the picture that the test chooses.</summary>
internal sealed class PhoneWithCamera : IAsyncDisposable
{
    private readonly CameraFile _file;

    private PhoneWithCamera(CameraFile file, IBrowser browser)
    {
        _file = file;
        Browser = browser;
    }

    public IBrowser Browser { get; }

    public static async Task<PhoneWithCamera> StartAsync(Browsers browsers)
    {
        var file = await CameraFile.ShowingAsync(browsers.Browser, Picture.DrawnFace);
        return new(file, await Chromium.StartAsync(browsers.Playwright, file.Path));
    }

    /// <summary>Takes effect when a page next turns the camera on.</summary>
    public Task SeesAsync(Picture picture) => _file.ShowsAsync(picture);

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _file.Dispose();
    }
}
