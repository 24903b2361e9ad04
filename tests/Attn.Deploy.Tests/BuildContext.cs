using Attn.Testing;

namespace Attn.Deploy.Tests;

/// <summary>What <c>docker build</c> would send: the repository without what .dockerignore names.</summary>
internal static class BuildContext
{
    private const string AnyFolder = "**/";

    private static readonly string[] Ignored =
    [
        .. File.ReadLines(Repository.PathOf(".dockerignore")).Where(line => line.Length > 0 && !line.StartsWith('#')),
    ];

    /// <summary>Copies as a COPY from the context does.</summary>
    public static void Copy(Instruction copy, string workFolder)
    {
        foreach (var source in copy.Sources)
        {
            var from = Repository.PathOf(source.TrimEnd('/'));
            if (Directory.Exists(from))
                CopyFolder(from, Path.Combine(workFolder, copy.Target));
            else
                CopyFile(from, Path.Combine(workFolder, copy.Target, Path.GetFileName(from)));
        }
    }

    public static bool Contains(string relative) =>
        !Ignores(relative.TrimEnd('/'))
        && (File.Exists(Repository.PathOf(relative)) || Directory.Exists(Repository.PathOf(relative)));

    public static bool Ignores(string relative) => Ignored.Any(pattern => Matches(pattern, relative.Split('/')));

    private static void CopyFolder(string from, string to)
    {
        foreach (
            var entry in Directory
                .EnumerateFileSystemEntries(from)
                .Where(entry => !Ignores(Path.GetRelativePath(Repository.Root, entry)))
        )
        {
            var target = Path.Combine(to, Path.GetFileName(entry));
            if (Directory.Exists(entry))
                CopyFolder(entry, target);
            else
                CopyFile(entry, target);
        }
    }

    private static void CopyFile(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to, overwrite: true);
    }

    // Two forms are enough here: **/name for an entry anywhere, and a path from the root. Both include everything
    // below.
    private static bool Matches(string pattern, string[] path) =>
        pattern.StartsWith(AnyFolder, StringComparison.Ordinal)
            ? path.Any(entry =>
                System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(
                    pattern.AsSpan(AnyFolder.Length),
                    entry,
                    ignoreCase: false
                )
            )
            : path.Take(pattern.Split('/').Length).SequenceEqual(pattern.Split('/'), StringComparer.Ordinal);
}
