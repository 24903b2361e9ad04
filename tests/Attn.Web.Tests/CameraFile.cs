using Microsoft.Playwright;

namespace Attn.Web.Tests;

/// <summary>A picture in front of the fake camera: JPEGs one after the other, drawn by a browser, because no picture may be in the repository.</summary>
internal sealed class CameraFile : IDisposable
{
    private const int Frames = 3;

    // 640 × 480, the picture in the middle of white.
    private const string Draw = """
        async picture => {
          const image = new Image();
          image.src = picture;
          await image.decode();
          const canvas = document.createElement('canvas');
          canvas.width = 640;
          canvas.height = 480;
          const context = canvas.getContext('2d');
          context.fillStyle = '#fff';
          context.fillRect(0, 0, 640, 480);
          const scale = Math.min(440 / image.naturalWidth, 440 / image.naturalHeight);
          const width = image.naturalWidth * scale, height = image.naturalHeight * scale;
          context.drawImage(image, (640 - width) / 2, (480 - height) / 2, width, height);
          return canvas.toDataURL('image/jpeg', 0.95).split(',')[1];
        }
        """;

    private CameraFile(string path) => Path = path;

    public string Path { get; }

    public static async Task<CameraFile> OfAsync(IBrowser browser, byte[] picture, string type)
    {
        var page = await browser.NewPageAsync();
        var jpeg = Convert.FromBase64String(await page.EvaluateAsync<string>(Draw, $"data:{type};base64,{Convert.ToBase64String(picture)}"));
        await page.CloseAsync();
        var path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"attn-camera-{Guid.NewGuid():N}.mjpeg");
        await using var file = File.Create(path);
        for (var frame = 0; frame < Frames; frame++)
            await file.WriteAsync(jpeg);
        return new(path);
    }

    public void Dispose() => File.Delete(Path);
}
