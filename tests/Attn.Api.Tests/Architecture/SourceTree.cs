using Attn.Testing;

namespace Attn.Api.Tests.Architecture;

/// <summary>The files that people write: no build output, no packages.</summary>
internal static class SourceTree
{
    private static readonly string[] NotWritten = ["bin", "obj", "node_modules", "dist", "wwwroot"];

    /// <param name="folder">Relative to the repository.</param>
    /// <param name="extensions">With their dot.</param>
    public static IEnumerable<SourceFile> Files(string folder, params string[] extensions) =>
        from file in new DirectoryInfo(Repository.PathOf(folder)).EnumerateFiles("*", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Repository.Root, file.FullName).Replace('\\', '/')
        where extensions.Contains(file.Extension) && !path.Split('/').Intersect(NotWritten).Any()
        select new SourceFile(path, File.ReadAllText(file.FullName));

    public static IReadOnlyList<string> Folders(string folder) =>
        [
            .. new DirectoryInfo(Repository.PathOf(folder))
                .EnumerateDirectories()
                .Select(each => each.Name)
                .Where(name => !NotWritten.Contains(name))
                .Order(StringComparer.Ordinal),
        ];
}
