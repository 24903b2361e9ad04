using System.Text.Json;
using Microsoft.Playwright;

namespace Attn.Web.Tests;

/// <summary>
/// The video of the fake camera: a file of JPEG frames, drawn by a browser because no picture may be in the repository.
/// Chromium reads it whenever a page turns the camera on.
/// </summary>
internal sealed class CameraFile : IDisposable
{
    private const int Frames = 3;

    // 640 × 480 pixels, the picture centred on white.
    private const string Draw = """
        async ({ picture, cut }) => {
          const image = new Image();
          image.src = picture;
          await image.decode();
          const canvas = document.createElement('canvas');
          canvas.width = 640;
          canvas.height = 480;
          const context = canvas.getContext('2d');
          context.fillStyle = '#fff';
          context.fillRect(0, 0, 640, 480);
          const [left, top, width, height] = cut ?? [0, 0, image.naturalWidth, image.naturalHeight];
          const scale = Math.min(440 / width, 440 / height);
          const x = (640 - width * scale) / 2;
          const y = (480 - height * scale) / 2;
          context.drawImage(image, left, top, width, height, x, y, width * scale, height * scale);
          return canvas.toDataURL('image/jpeg', 0.92).split(',')[1];
        }
        """;

    private readonly IBrowser _painter;

    private CameraFile(IBrowser painter) => _painter = painter;

    public string Path { get; } =
        System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"attn-camera-{Guid.NewGuid():N}.mjpeg");

    public static async Task<CameraFile> ShowingAsync(IBrowser painter, Picture picture)
    {
        var camera = new CameraFile(painter);
        await camera.ShowsAsync(picture);
        return camera;
    }

    public async Task ShowsAsync(Picture picture)
    {
        var jpeg = await JpegAsync(_painter, picture);
        await using var file = File.Create(Path + ".new");
        for (var frame = 0; frame < Frames; frame++)
            await file.WriteAsync(jpeg);
        file.Close();
        File.Move(Path + ".new", Path, overwrite: true);
    }

    public static async Task<byte[]> JpegAsync(IBrowser painter, Picture picture)
    {
        var page = await painter.NewPageAsync();
        var answer = await page.EvaluateAsync<JsonElement>(
            Draw,
            new { picture = $"data:{picture.Type};base64,{Convert.ToBase64String(picture.Bytes)}", cut = picture.Cut }
        );
        await page.CloseAsync();
        return answer.GetBytesFromBase64();
    }

    public void Dispose() => File.Delete(Path);
}
