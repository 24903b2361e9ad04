using System.Globalization;

namespace Attn.Testing.Program;

/// <summary>The programs of this repository, built beside the tests in the same configuration.</summary>
public static class BuiltProgram
{
    public static string File(string project)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var configuration = output.Parent!.Name;
        var file = Repository.PathOf(
            string.Create(
                CultureInfo.InvariantCulture,
                $"src/{project}/bin/{configuration}/{output.Name}/{project}.dll"
            )
        );
        return System.IO.File.Exists(file) ? file : throw new FileNotFoundException("Build the solution first.", file);
    }
}
