using Attn.Testing.Program;

namespace Attn.Web.Tests;

/// <summary>A temporary copy of the program without the client, as it is built without Node.js.</summary>
internal sealed class ProgramWithoutClient : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("attn-program-");

    public ProgramWithoutClient()
    {
        var built = new FileInfo(BuiltProgram.File("Attn.Api"));
        foreach (var file in built.Directory!.GetFiles())
            file.CopyTo(Path.Combine(_folder.FullName, file.Name));
        // Native libraries are large, so they are linked instead of copied.
        Directory.CreateSymbolicLink(
            Path.Combine(_folder.FullName, "runtimes"),
            Path.Combine(built.DirectoryName!, "runtimes")
        );
        File = Path.Combine(_folder.FullName, built.Name);
    }

    public string File { get; }

    public void Dispose() => _folder.Delete(recursive: true);
}
