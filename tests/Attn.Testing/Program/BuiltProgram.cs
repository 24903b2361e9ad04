using System.Globalization;

namespace Attn.Testing.Program;

/// <summary>The programs of this repository, as they were built beside the tests, in the same configuration.</summary>
internal static class BuiltProgram
{
    public static string File(string project)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var configuration = output.Parent!.Name;
        var root = output;
        while (root is not null && !System.IO.File.Exists(Path.Combine(root.FullName, "Attn.slnx")))
            root = root.Parent;
        var file = Path.Combine(
            root?.FullName ?? throw new InvalidOperationException("The tests run outside the repository."),
            string.Create(CultureInfo.InvariantCulture, $"src/{project}/bin/{configuration}/{output.Name}/{project}.dll"));
        return System.IO.File.Exists(file) ? file : throw new FileNotFoundException("Build the solution first.", file);
    }
}
