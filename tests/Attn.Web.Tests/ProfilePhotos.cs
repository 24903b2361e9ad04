using System.Globalization;
using Microsoft.Playwright;

namespace Attn.Web.Tests;

/// <summary>A temporary folder of profile photos for demo students.</summary>
internal sealed class ProfilePhotos : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("attn-photos-");

    public (string, string) Setting => ("DEMO_PHOTOS", _folder.FullName);

    public async Task AddAsync(IBrowser painter, int student, Picture picture) =>
        await File.WriteAllBytesAsync(
            Path.Combine(_folder.FullName, string.Create(CultureInfo.InvariantCulture, $"demo_student_{student}.jpg")),
            await CameraFile.JpegAsync(painter, picture)
        );

    public void Dispose() => _folder.Delete(recursive: true);
}
