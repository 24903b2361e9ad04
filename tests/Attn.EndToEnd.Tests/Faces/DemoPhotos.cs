using System.Globalization;

namespace Attn.EndToEnd.Tests.Faces;

/// <summary>A temporary folder of profile photos for demo students.</summary>
internal sealed class DemoPhotos : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("attn-photos-");

    public (string, string) Setting => ("DEMO_PHOTOS", _folder.FullName);

    public DemoPhotos Of(int student, byte[] photo)
    {
        File.WriteAllBytes(
            Path.Combine(_folder.FullName, string.Create(CultureInfo.InvariantCulture, $"demo_student_{student}.jpg")),
            photo
        );
        return this;
    }

    public DemoPhotos OfAll(int students, byte[] photo)
    {
        for (var student = 1; student <= students; student++)
            Of(student, photo);
        return this;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
