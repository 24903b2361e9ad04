using Attn.Testing.Program;

namespace Attn.Web.Tests;

/// <summary>The program as it is built where there is no Node.js, as far as the client goes; gone at the end.</summary>
internal sealed class ProgramWithoutClient : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("attn-program-");

    public ProgramWithoutClient()
    {
        var built = new FileInfo(BuiltProgram.File("Attn.Api"));
        foreach (var file in built.Directory!.GetFiles())
            file.CopyTo(Path.Combine(_folder.FullName, file.Name));
        // Native libraries are large and stay where they are.
        Directory.CreateSymbolicLink(
            Path.Combine(_folder.FullName, "runtimes"),
            Path.Combine(built.DirectoryName!, "runtimes")
        );
        File = Path.Combine(_folder.FullName, built.Name);
    }

    public string File { get; }

    public void Dispose() => _folder.Delete(recursive: true);
}
