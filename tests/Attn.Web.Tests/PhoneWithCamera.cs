using Microsoft.Playwright;

namespace Attn.Web.Tests;

/// <summary>A browser whose camera sees what the test holds in front of it.</summary>
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

    /// <summary>Seen when a page turns the camera on the next time.</summary>
    public Task SeesAsync(Picture picture) => _file.ShowsAsync(picture);

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _file.Dispose();
    }
}
