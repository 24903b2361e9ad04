namespace Attn.Testing;

/// <summary>The repository in which the tests were built.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>A file or folder, by its path from the root.</summary>
    public static string PathOf(string path) => Path.Combine(Root, path);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Attn.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
